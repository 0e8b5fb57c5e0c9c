import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Kiosk } from '../../support/kiosk.ts'
import { officeOfTest } from '../../support/office.ts'
import { countsOf, tablesOf, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

const json = { 'content-type': 'application/json' }

/** Everything but the batch itself, as it goes over the wire. */
const sendRaw = (kiosk: Kiosk, payload: string | Buffer, headers: Record<string, string> = json) =>
  kiosk.caller.call('POST', '/api/responses', { headers, payload })

const batch = (...responses: unknown[]): string => JSON.stringify({ responses })

describe('a wrong envelope', () => {
  const wrong: readonly (readonly [
    name: string,
    payload: (kiosk: Kiosk) => string,
    status: number,
    code: string,
    headers?: Record<string, string>,
  ])[] = [
    ['malformed JSON', (kiosk) => batch(kiosk.tap()).slice(0, -1), 400, 'malformed_json'],
    ['an empty body', () => '', 400, 'malformed_json'],
    ['plain text', (kiosk) => batch(kiosk.tap()), 415, 'unsupported_media_type', { 'content-type': 'text/plain' }],
    ['a form', () => 'a=1', 415, 'unsupported_media_type', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no content type', (kiosk) => batch(kiosk.tap()), 415, 'unsupported_media_type', {}],
    ['2 MiB', (kiosk) => batch(kiosk.tap({ comment: 'x'.repeat(2 * 1024 * 1024) })), 413, 'too_large'],
    ['101 records', (kiosk) => batch(...Array.from({ length: 101 }, () => kiosk.tap())), 400, 'invalid_request'],
    ['no records', () => batch(), 400, 'invalid_request'],
    ['an unknown field', (kiosk) => JSON.stringify({ responses: [kiosk.tap()], kiosk: 1 }), 400, 'invalid_request'],
    ['a list', (kiosk) => JSON.stringify([kiosk.tap()]), 400, 'invalid_request'],
    ['nothing', () => 'null', 400, 'invalid_request'],
    ['a record in place of the list', (kiosk) => JSON.stringify({ responses: kiosk.tap() }), 400, 'invalid_request'],
  ]

  test.each(
    wrong.map(([name, payload, status, code, headers]) => ({ name, payload, status, code, headers: headers ?? json })),
  )('$name is refused and nothing is stored', async ({ payload, status, code, headers }) => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const before = countsOf(office.file)
    const reply = await sendRaw(kiosk, payload(kiosk), headers)
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(countsOf(office.file)).toEqual(before)
  })

  test.each([
    [
      (tap: unknown) => ({ responses: Array.from({ length: 101 }, () => tap) }),
      [{ path: 'responses', code: 'too_many' }],
    ],
    [() => ({ responses: [] }), [{ path: 'responses', code: 'too_few' }]],
    [() => ({}), [{ path: 'responses', code: 'required' }]],
    [(tap: unknown) => ({ responses: [tap], kiosk: 1 }), [{ path: 'kiosk', code: 'unknown_field' }]],
  ])('names what is wrong (%#)', async (body, issues) => {
    const kiosk = await (await officeOfTest()).pairKiosk()
    expect((await kiosk.post(body(kiosk.tap()))).body.issues).toEqual(issues)
  })
})

describe('the size of a record', () => {
  test('over 16 KiB is rejected as too large, and the others are stored', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const large = kiosk.tap({ comment: 'x'.repeat(17 * 1024) })
    const { receipts, receivedTo } = await kiosk.send(kiosk.tap(), large, kiosk.tap())
    expect(receipts.map(({ status }) => status)).toEqual(['stored', 'rejected', 'stored'])
    expect(receipts[1]).toEqual({ id: large.id, status: 'rejected', issues: [{ path: '', code: 'too_large' }] })
    expect(receivedTo).toBe(3)
    expect(countsOf(office.file)).toMatchObject({ response: 2, comment: 0 })
  })

  test('counts bytes, not characters', async () => {
    const kiosk = await (await officeOfTest()).pairKiosk()
    const { receipts } = await kiosk.send(kiosk.tap({ comment: 'ờ'.repeat(5_600) }))
    expect(receipts[0]?.issues).toEqual([{ path: '', code: 'too_large' }])
  })

  test('a hundred full records fit into one batch', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const comment = 'ờ'.repeat(1_000)
    const reply = await kiosk.send(...Array.from({ length: 100 }, () => kiosk.tap({ comment })))
    expect(reply.receipts.every(({ status }) => status === 'stored')).toBe(true)
    expect(reply.receivedTo).toBe(100)
  })
})

describe('a token', () => {
  test('that is missing, unknown or revoked answers 401 before the body is looked at', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const { token: staff } = (await office.as('lan').post('/api/tokens', { role: 'admin' })).body
    const before = countsOf(office.file)
    for (const caller of [
      office.nobody(),
      office.bearer('nonsense'),
      office.bearer(''),
      office.bearer(staff),
      office.as('lan'),
    ]) {
      const reply = await caller.post('/api/responses', { responses: [kiosk.tap()] })
      expect([reply.status, reply.body.code]).toEqual([401, 'unknown_device'])
      const broken = await caller.call('POST', '/api/responses', { headers: json, payload: '{' })
      expect(broken.status).toBe(401)
    }
    expect(countsOf(office.file)).toEqual(before)
    await kiosk.send(kiosk.tap())
    expect((await office.as('lan').delete(`/api/devices/${kiosk.id}`)).status).toBe(204)
    for (const [method, url] of [
      ['POST', '/api/responses'],
      ['GET', '/api/kiosk/setup'],
      ['POST', '/api/devices/heartbeat'],
    ] as const)
      expect((await kiosk.caller.call(method, url)).body.code).toBe('unknown_device')
    expect((await kiosk.caller.post('/api/responses', { responses: [kiosk.tap()] })).status).toBe(401)
    expect(countsOf(office.file)['response']).toBe(1)
  })

  test('of a kiosk opens no route of staff', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    expect((await kiosk.caller.get('/api/satisfaction')).body.code).toBe('not_signed_in')
  })

  test('is stored as a hash only', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const { token } = (await office.as('lan').post('/api/tokens', { role: 'leader' })).body
    const stored = tamperWith(office.file, (file) =>
      tablesOf(office.file).map((table) => JSON.stringify(file.prepare(`select * from "${table}"`).raw().all())),
    ).join('\n')
    for (const secret of [kiosk.token, token]) {
      expect(stored).not.toContain(secret)
      expect(stored).not.toContain(Buffer.from(secret).toString('hex'))
    }
  })
})

describe('a store that cannot store', () => {
  test('answers 503 with a code and acknowledges nothing any more', async () => {
    const failures: unknown[] = []
    const office = await officeOfTest({ onStorageFailure: (error) => failures.push(error) })
    const kiosk = await office.pairKiosk()
    await kiosk.rate([4])
    await sql`pragma max_page_count = 1`.execute(office.database.db) // the disk is full
    const replies = []
    for (let round = 0; round < 40; round++)
      replies.push(
        await kiosk.post({ responses: Array.from({ length: 100 }, () => kiosk.tap({ comment: 'x'.repeat(900) })) }),
      )
    const refused = replies.filter(({ status }) => status === 503)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(({ body }) => body.code === 'storage_failed')).toBe(true)
    expect(replies.at(-1)?.status).toBe(503)
    expect(failures).toHaveLength(1)
    expect((await office.nobody().get('/healthz')).status).toBe(503)
    const stored = replies.filter(({ status }) => status === 200).length * 100 + 1
    expect(valueOf(office.file, 'select count(*) from response')).toBe(stored)
  })
})

describe('health', () => {
  test('says ok, the version and the database to anyone', async () => {
    const office = await officeOfTest()
    const reply = await office.nobody().get('/healthz')
    expect(reply.body).toEqual({ status: 'ok', version: '0', database: 'sqlite' })
  })
})
