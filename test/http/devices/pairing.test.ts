import { describe, expect, test } from 'vitest'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { countsOf, rowsOf } from '../../support/tables.ts'
import { writeInstallationSettings } from '../../../server/store/office/installation-settings.ts'

const MINUTE = 60_000
const newCode = async (office: Office, body: object = {}): Promise<string> =>
  (await office.as('lan').post('/api/pairing-codes', { unit: 'van-phong', counter: 'Quầy 1', ...body })).body.code
const pair = (office: Office, code: string, remoteAddress = '10.0.0.1') =>
  office.nobody().post('/api/devices/pair', { code }, { remoteAddress })
/** The same first half, another second half. */
const wrongSecret = (code: string): string => code.slice(0, 4) + (code.endsWith('AAAA') ? 'BBBB' : 'AAAA')

describe('a pairing code', () => {
  test('has eight characters that cannot be taken for one another, and a link that pairs', async () => {
    const office = await officeOfTest()
    const reply = await office.as('lan').post('/api/pairing-codes', { unit: 'van-phong', counter: 'Quầy 1' })
    expect(reply.body.code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
    expect(reply.body.link).toBe(`http://localhost:80/kiosk/#pair=${reply.body.code}`)
    expect(reply.body.expiresAt).toBe('2026-11-20T09:10:00+07:00')
  })

  test.each([
    ['as it is', (code: string) => code],
    ['in lower case', (code: string) => code.toLowerCase()],
    ['with spaces', (code: string) => ` ${code.slice(0, 4)} ${code.slice(4)} `],
    ['with a hyphen', (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`],
  ])('pairs when typed %s', async (_name, typed) => {
    const office = await officeOfTest()
    const reply = await pair(office, typed(await newCode(office)))
    expect(reply.status).toBe(200)
    expect(reply.body.device).toEqual({ id: '1', name: 'Quầy 1' })
    expect((await office.bearer(reply.body.token).get('/api/kiosk/setup')).status).toBe(200)
  })

  test('pairs once', async () => {
    const office = await officeOfTest()
    const code = await newCode(office)
    expect((await pair(office, code)).status).toBe(200)
    expect((await pair(office, code)).body.code).toBe('wrong_pairing_code')
    expect(countsOf(office.file)['device']).toBe(1)
  })

  test.each([
    [10 * MINUTE - 1, 200],
    [10 * MINUTE, 401],
  ])('after %i ms answers %i', async (milliseconds, status) => {
    const office = await officeOfTest()
    const code = await newCode(office)
    office.clock.pass(milliseconds)
    expect((await pair(office, code)).status).toBe(status)
  })

  test('is dead after five wrong tries, wherever they come from', async () => {
    const office = await officeOfTest()
    const code = await newCode(office)
    for (let tries = 1; tries <= 5; tries++)
      expect((await pair(office, wrongSecret(code), `10.0.0.${tries}`)).body.code).toBe('wrong_pairing_code')
    expect((await pair(office, code, '10.0.0.9')).body.code).toBe('wrong_pairing_code')
    expect(countsOf(office.file)['device']).toBe(0)
  })

  test('still pairs after four', async () => {
    const office = await officeOfTest()
    const code = await newCode(office)
    for (let tries = 1; tries <= 4; tries++) await pair(office, wrongSecret(code), `10.0.0.${tries}`)
    expect((await pair(office, code, '10.0.0.9')).status).toBe(200)
  })

  test('is stored as a hash, and who made it is audited', async () => {
    const office = await officeOfTest()
    const code = await newCode(office)
    await pair(office, code)
    expect(JSON.stringify(rowsOf(office.file, 'select * from pairing_code'))).not.toContain(code.slice(4))
    expect(rowsOf(office.file, 'select actor, action, subject from audit')).toEqual([
      { actor: 'lan', action: 'pairing.code', subject: 'Quầy 1' },
      { actor: 'device:1', action: 'device.pair', subject: 'Quầy 1' },
    ])
  })

  test.each([
    [{ unit: 'khong-co' }, 404, 'unknown_unit', undefined],
    [{ unit: 'xa-an' }, 403, 'outside_scope', undefined],
    [{ areas: ['dat-dai', 'thien-van'] }, 400, 'unknown_code', [{ path: 'areas.1', code: 'unknown_area' }]],
    [{ counter: '  ' }, 400, 'invalid_request', [{ path: 'counter', code: 'invalid_format' }]],
    [{ counter: '-' }, 400, 'invalid_request', [{ path: 'counter', code: 'invalid_format' }]],
    [{ stage: 'after' }, 400, 'invalid_request', [{ path: 'stage', code: 'invalid_value' }]],
  ])('is not made for %j', async (body, status, code, issues) => {
    const office = await officeOfTest()
    const request = { unit: 'van-phong', counter: 'Quầy 1', ...body }
    const reply = await office.as('lan').post('/api/pairing-codes', request)
    expect([reply.status, reply.body.code, reply.body.issues]).toEqual([status, code, issues])
    expect(countsOf(office.file)).toMatchObject({ pairing_code: 0, counter: 0, audit: 0 })
  })
})

describe('guessing codes', () => {
  test('one mistyped over and over ends with 429 and when to come back; another code pairs beside it', async () => {
    const office = await officeOfTest()
    for (let tries = 0; tries < 5; tries++) expect((await pair(office, 'ZZZZZZZZ')).status).toBe(401)
    office.clock.pass(4 * MINUTE)
    const refused = await pair(office, 'zzzz-ZZZZ')
    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
      429,
      'too_many_attempts',
      '360',
    ])
    expect((await pair(office, await newCode(office))).status).toBe(200)
    office.clock.pass(6 * MINUTE)
    expect((await pair(office, 'ZZZZZZZZ')).status).toBe(401)
  })

  test('by the hundred from one address ends with 429 for that address alone', async () => {
    const office = await officeOfTest()
    const code = await newCode(office)
    for (let tries = 0; tries < 200; tries++) await pair(office, `Z${String(tries).padStart(3, '2')}ZZZZ`)
    expect((await pair(office, code)).headers['retry-after']).toBe('600')
    expect((await pair(office, code, '10.0.0.2')).status).toBe(200)
  })

  test('is all that counts: many kiosks can be paired from one address', async () => {
    const office = await officeOfTest()
    for (let kiosk = 0; kiosk < 8; kiosk++) expect((await pair(office, await newCode(office))).status).toBe(200)
  })
})

describe('a paired kiosk', () => {
  test('is told its place and what to ask', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk({
      unit: 'xa-an',
      counter: 'Quầy 3',
      stage: 'result',
      areas: ['dat-dai', 'xay-dung'],
    })
    const { body } = await kiosk.caller.get('/api/kiosk/setup')
    expect(body).toMatchObject({
      unit: { code: 'xa-an', name: 'Đơn vị xa-an' },
      counter: 'Quầy 3',
      stage: 'result',
      checkpoint: null,
    })
    expect(body.areas.map(({ code, groups }: { code: string; groups: string[] }) => [code, groups])).toEqual([
      ['dat-dai', ['chung', 'dat-dai-xay-dung', 'nhay-cam']],
      ['xay-dung', ['chung', 'dat-dai-xay-dung', 'nhay-cam']],
    ])
    const served = new Set(body.procedures.map((procedure: { area: string }) => procedure.area))
    expect([...served].sort()).toEqual(['dat-dai', 'xay-dung'])
    expect(body.questionnaires.map((asked: { code: string; version: number }) => [asked.code, asked.version])).toEqual([
      ['quay-nhanh', 1],
    ])
    expect((await kiosk.send(kiosk.tap({ assignment: body.assignment }))).receipts[0]?.status).toBe('stored')
  })

  test('gets 304 without a body while nothing has changed', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const first = await kiosk.caller.get('/api/kiosk/setup')
    const known = { headers: { 'if-none-match': String(first.headers['etag']) } }
    const second = await kiosk.caller.get('/api/kiosk/setup', known)
    expect([second.status, second.text, second.headers['etag']]).toEqual([304, '', first.headers['etag']])
    const proxied = { headers: { 'if-none-match': `"cu", W/${String(first.headers['etag'])}` } }
    expect((await kiosk.caller.get('/api/kiosk/setup', proxied)).status).toBe(304)
    await office.database.transaction((trx) =>
      trx.updateTable('area').set({ retired: 1 }).where('code', '=', 'khac').execute(),
    )
    const third = await kiosk.caller.get('/api/kiosk/setup', known)
    expect(third.status).toBe(200)
    expect(third.headers['etag']).not.toBe(first.headers['etag'])
  })

  test('is given the keys of its own copies, and of those it may have been before', async () => {
    const office = await officeOfTest()
    const [kiosk, beside, gone] = [await office.pairKiosk(), await office.pairKiosk(), await office.pairKiosk()]
    const elsewhere = await office.pairKiosk({ unit: 'xa-an' })
    const ids = (await office.database.reads.selectFrom('device').select('id').orderBy('id').execute()).map(
      ({ id }) => id,
    )
    const [own = 0, ofBeside = 0, ofGone = 0, ofElsewhere = 0] = ids
    const neverThere = 9_999
    await office.database.transaction((trx) =>
      trx.updateTable('device').set({ revoked: 1 }).where('id', '=', ofGone).execute(),
    )
    const asked = `/api/kiosk/setup?copiesOf=${[...ids, neverThere].join()}`
    const keysOf = async (path: string) => (await kiosk.caller.get(path)).body.copyKeys as Record<string, string>
    const alone = await keysOf('/api/kiosk/setup')
    expect(Object.keys(alone)).toEqual([String(own)])
    expect(alone[own]).toMatch(/^[0-9a-f]{64}$/)
    const all = await keysOf(asked)
    expect(Object.keys(all)).toEqual([own, ofBeside].map(String))
    expect(all[own]).toBe(alone[own])
    const [besides, others] = await Promise.all([beside, elsewhere].map(({ caller }) => caller.get('/api/kiosk/setup')))
    expect(besides?.body.copyKeys).toEqual({ [ofBeside]: all[ofBeside] })
    expect(new Set([all[own], all[ofBeside], others?.body.copyKeys[ofElsewhere]]).size).toBe(3)
    expect((await gone.caller.get('/api/kiosk/setup')).status).toBe(401)
    await office.database.transaction((trx) =>
      writeInstallationSettings(trx, { 'restored.at': '2026-11-20T01:00:00.000Z' }),
    )
    expect(Object.keys(await keysOf(asked))).toEqual([own, ofBeside, neverThere].map(String))
    expect((await kiosk.caller.get('/api/kiosk/setup?copiesOf=1,x')).status).toBe(400)
  })

  test('is seen in the list with what its heartbeat says', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk({ counter: 'Quầy 2', areas: ['cu-tru'] })
    office.clock.pass(5 * MINUTE)
    const beat = {
      waiting: 3,
      lastSeq: 9,
      appVersion: '1.2',
      clockOffsetMs: -1500,
      storage: 'durable',
      battery: 0.5,
      lastError: 'x',
    }
    expect((await kiosk.caller.post('/api/devices/heartbeat', beat)).body).toEqual({
      receivedTo: 0,
      serverTime: '2026-11-20T09:05:00+07:00',
      assignment: 'a1',
    })
    const [device] = (await office.as('lan').get('/api/devices')).body.devices
    expect(device).toEqual({
      id: String(kiosk.id),
      name: 'Quầy 2',
      unit: 'van-phong',
      counter: 'Quầy 2',
      stage: null,
      areas: ['cu-tru'],
      pairedAt: '2026-11-20T02:00:00.000Z',
      lastSeenAt: '2026-11-20T02:05:00.000Z',
      silent: false,
      waiting: 3,
      missing: [{ from: 1, to: 6 }],
      clockOffsetMs: -1500,
      storage: 'durable',
      appVersion: '1.2',
      behind: true,
      checkpoint: null,
      mayBeLost: null,
      quickRepeats: null,
      lastError: 'x',
      flagged: false,
      replaced: false,
      revoked: false,
    })
  })

  test.each([
    [{ waiting: -1 }, [{ path: 'waiting', code: 'too_small' }]],
    [{ storage: 'good' }, [{ path: 'storage', code: 'invalid_value' }]],
    [{ battery: 2 }, [{ path: 'battery', code: 'too_big' }]],
    [{ phone: 1 }, [{ path: 'phone', code: 'unknown_field' }]],
  ])('cannot say %j of itself', async (change, issues) => {
    const kiosk = await (await officeOfTest()).pairKiosk()
    const beat = { waiting: 0, lastSeq: 0, appVersion: '1', clockOffsetMs: 0, storage: 'durable', ...change }
    expect((await kiosk.caller.post('/api/devices/heartbeat', beat)).body.issues).toEqual(issues)
  })

  test('stays in the list when it was revoked', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    await office.as('lan').delete(`/api/devices/${kiosk.id}`)
    expect((await office.as('lan').get('/api/devices')).body.devices[0].revoked).toBe(true)
    expect(rowsOf(office.file, `select actor, subject from audit where action = 'device.revoke'`)).toEqual([
      { actor: 'lan', subject: String(kiosk.id) },
    ])
  })
})
