import { describe, expect, test } from 'vitest'
import { audit } from '../../../server/store/ledger/audit.ts'
import { createStores } from '../../../server/stores.ts'
import { openDatabase } from '../../../server/store/engine/database.ts'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, PASSWORD } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'
import { actingAs } from '../../support/actors.ts'

interface Entry {
  readonly id: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: Record<string, unknown>
  readonly unit: string | null
}

async function read(caller: Caller, query = ''): Promise<{ entries: Entry[]; next: number | null }> {
  const reply = await caller.get(`/api/audit${query}`)
  expect(reply.status).toBe(200)
  return reply.body
}

/** Writes about units, one entry each; null is the installation. */
async function writeAbout(office: Office, ...units: (string | null)[]): Promise<void> {
  for (const [index, unit] of units.entries()) {
    const unitId = unit === null ? null : await office.unitId(unit)
    const by = actingAs('lan', new Date(office.clock.now).toISOString())
    await office.database.transaction((trx) =>
      audit(trx, by, { action: 'unit.change', subject: `${unit} ${index}`, unitId }),
    )
  }
}

describe('the audit', () => {
  test('shows a unit and all below it, and the installation only at the top', async () => {
    const office = await officeOfTest()
    await writeAbout(office, 'tinh', 'xa-an', 'xa-binh', 'van-phong', null)
    const about = async (caller: Caller, query = '?action=unit') =>
      (await read(caller, query)).entries.map(({ unit }) => unit)
    expect(await about(await office.person('manager', 'tinh'))).toEqual([null, 'xa-binh', 'xa-an', 'tinh'])
    expect(await about(office.as('lan'))).toEqual([null, 'van-phong'])
    expect(await about(office.as('minh'))).toEqual(['xa-an'])
    const admin = await office.person('admin', 'tinh')
    expect(await about(admin, '?action=unit&unit=xa-binh')).toEqual(['xa-binh'])
    const foreign = await office.as('minh').get('/api/audit?unit=xa-binh')
    expect([foreign.status, foreign.body.code]).toEqual([403, 'outside_scope'])
  })

  test('comes a page at a time, newest first, each entry once', async () => {
    const office = await officeOfTest()
    await writeAbout(office, ...Array.from({ length: 7 }, () => 'van-phong'))
    const seen: number[] = []
    let next: number | null = null
    let pages = 0
    do {
      const before: string = next === null ? '' : `&before=${next}`
      const page = await read(office.as('lan'), `?limit=3${before}`)
      seen.push(...page.entries.map(({ id }) => id))
      next = page.next
      pages += 1
    } while (next !== null && pages < 10)
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect(pages).toBe(3)
  })

  test('is narrowed to a kind, an actor and civil days', async () => {
    const office = await officeOfTest()
    const unitId = await office.unitId('van-phong')
    const entries = [
      ['2026-11-19T16:59:59.000Z', 'lan', 'device.revoke'],
      ['2026-11-19T17:00:00.000Z', 'lan', 'device.rename'],
      ['2026-11-20T00:00:00+07:00', 'device:1', 'device.sequence_reused'],
      ['2026-11-20T16:59:59.000Z', 'minh', 'device'],
      ['2026-11-20T17:00:00.000Z', 'lan', 'devices.x'],
    ] as const
    for (const [at, actor, action] of entries)
      await office.stores.audit.write(actingAs(actor, at), { action, subject: '', unitId })
    const found = async (query: string) => (await read(office.as('lan'), query)).entries.map(({ id }) => id)
    expect(await found('?from=2026-11-20&to=2026-11-20')).toEqual([4, 3, 2])
    expect(await found('?to=2026-11-19')).toEqual([1])
    expect(await found('?from=2026-11-21')).toEqual([5])
    expect(await found('?action=device')).toEqual([4, 3, 2, 1])
    expect(await found('?action=device.rename')).toEqual([2])
    expect(await found('?actor=minh')).toEqual([4])
    const [entry] = (await read(office.as('lan'), '?action=device.rename')).entries
    expect(entry).toEqual({
      ...{ id: 2, at: '2026-11-20T00:00:00+07:00', actor: 'lan', action: 'device.rename', subject: '' },
      ...{ detail: {}, unit: 'van-phong' },
    })
  })

  test.each(['?limit=201', '?limit=0', '?before=0', '?from=20/11/2026', '?action=x%25', '?level=5'])(
    'refuses %s',
    async (query) => {
      const office = await officeOfTest()
      expect((await office.as('lan').get(`/api/audit${query}`)).status).toBe(400)
    },
  )

  test('leaves as a file, which is an entry itself', async () => {
    const office = await officeOfTest()
    await writeAbout(office, 'van-phong', 'xa-an')
    const { text, headers } = await office.as('lan').get('/api/exports/audit?action=unit')
    expect(headers['content-disposition']).toBe('attachment; filename="nhat-ky-van-phong.csv"')
    const lines = text.split('\r\n')
    expect(lines[0]).toBe('\ufeffid,at,actor,action,subject,detail,unit')
    expect(lines.slice(1)).toEqual(['1,2026-11-20T09:00:00+07:00,lan,unit.change,van-phong 0,{},van-phong', ''])
    const [entry] = (await read(office.as('lan'))).entries
    expect(entry).toMatchObject({ action: 'export.audit', actor: 'lan', subject: 'van-phong' })
    expect(entry?.detail).toEqual({ action: 'unit', actor: null, from: null, to: null })
  })
})

describe('signing in', () => {
  const attempt = (office: Office, username: string, password: string) =>
    office.nobody().post('/api/session', { username, password })

  test('and out are entries of the account’s unit', async () => {
    const office = await officeOfTest()
    const reply = await attempt(office, 'minh', PASSWORD)
    const cookie = String(reply.headers['set-cookie']).split(/[;,]/).find((part) => part.includes('hl_session'))!.trim()
    const own = { headers: { cookie, origin: 'http://localhost:80' } }
    expect((await office.nobody().delete('/api/session', own)).status).toBe(204)
    const { entries } = await read(office.as('minh'), '?action=session')
    expect(entries.map(({ actor, action, unit }) => [actor, action, unit])).toEqual([
      ['minh', 'session.end', 'xa-an'],
      ['minh', 'session.start', 'xa-an'],
    ])
  }) // prettier-ignore

  test('that fails is counted, without what was typed', async () => {
    const office = await officeOfTest()
    await attempt(office, 'lan', 'sai-mat-khau')
    await attempt(office, 'LAN', 'sai-mat-khau-nua')
    await attempt(office, 'mat-khau-go-nham-o-ten', 'x')
    expect(rowsOf(office.file, 'select id from audit')).toEqual([])
    office.clock.pass(15 * 60_000)
    await office.tick()
    await office.tick()
    const found = rowsOf(office.file, 'select actor, action, subject, detail from audit order by id')
    expect(found).toEqual([
      { actor: '', action: 'session.failed', subject: 'lan', detail: '{"count":2}' },
      { actor: '', action: 'session.failed', subject: '', detail: '{"count":1}' },
    ])
    expect((await read(office.as('lan'))).entries.map(({ subject }) => subject)).toEqual(['', 'lan'])
    expect((await read(office.as('minh'))).entries).toEqual([])
  })

  test('that failed is written down when the server stops', async () => {
    const office = await officeOfTest()
    await attempt(office, 'lan', 'sai-mat-khau')
    await office.app.close()
    expect(rowsOf(office.file, 'select subject from audit')).toEqual([{ subject: 'lan' }])
  })
})

test('no secret, no level and no comment gets into the audit', async () => {
  const office = await officeOfTest()
  const admin = await office.person('admin', 'van-phong')
  const secrets: string[] = [PASSWORD, 'sai-mat-khau', 'Cán bộ nhiệt tình']
  const tellsSecret = async (call: Promise<{ body: unknown }>, ...names: string[]): Promise<void> => {
    const { body } = await call
    for (const name of names) secrets.push(JSON.stringify(Reflect.get(Object(body), name)).slice(1, -1))
  }
  const made = await admin.post('/api/accounts', { username: 'an.tran', role: 'leader' })
  secrets.push(String(made.body.resetLink.link).split('=').at(-1)!)
  await tellsSecret(admin.post(`/api/accounts/${made.body.account.id}/reset-link`, {}), 'link')
  await tellsSecret(admin.post('/api/reading-links', { label: 'HĐND' }), 'link')
  await tellsSecret(admin.post('/api/tokens', { role: 'leader' }), 'token')
  await tellsSecret(admin.post('/api/pairing-codes', { unit: 'van-phong', counter: 'Quầy 9' }), 'code')
  await tellsSecret(office.as('lan').post('/api/session/totp', { password: PASSWORD }), 'secret')
  await office.nobody().post('/api/session', { username: 'lan', password: 'sai-mat-khau' })
  await office.as('lan').put('/api/session/password', { current: PASSWORD, next: 'mot-mat-khau-khac-han' })
  secrets.push('mot-mat-khau-khac-han')
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 5], { comment: 'Cán bộ nhiệt tình', reasons: ['cho-doi'] })
  office.clock.pass(15 * 60_000)
  await office.tick()

  const audit = rowsOf(office.file, 'select * from audit').flatMap((row) => Object.values(row).map(String))
  expect(audit.length).toBeGreaterThan(8 * 6)
  expect(secrets.every((secret) => secret.length > 5)).toBe(true)
  for (const secret of secrets) expect(audit.filter((text) => text.includes(secret))).toEqual([])
  expect(audit.join('\n')).not.toMatch(/level|overall|cho-doi/)
})

test('a change that fails leaves no entry', async () => {
  const office = await officeOfTest()
  const database = openDatabase(office.file)
  const stores = await createStores(database, {
    clock: () => office.clock.now,
    release: 'daily',
    onStorageFailure: () => undefined,
  })
  const nowhere = { unitId: 999, mustChange: false }
  const account = { username: 'moi', passwordHash: 'x', role: 'leader' as const, ...nowhere }
  const by = actingAs('lan')
  await expect(stores.accounts.create(account, office.clock.now, by)).rejects.toThrow()
  await database.close()
  expect(rowsOf(office.file, 'select id from audit')).toEqual([])
})
