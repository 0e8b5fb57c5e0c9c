import { describe, expect, test } from 'vitest'
import type { Caller, Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { inSession, openBrowser } from '../../support/staff.ts'
import { rowsOf } from '../../support/tables.ts'

const PASSWORD = 'mot-mat-khau-cua-huong'
const huong = { username: 'Huong', displayName: 'Lê Thu Hương', role: 'officer', areas: ['dat-dai'] } as const

const make = (admin: Caller, account: object = huong): Promise<Reply> => admin.post('/api/accounts', account)
const change = (admin: Caller, id: string, settings: object): Promise<Reply> =>
  admin.patch(`/api/accounts/${id}`, settings)

/** An account with a password of its own, signed in. */
async function signedIn(office: Office, account: object = huong) {
  const { account: made, resetLink } = (await make(office.as('lan'), account)).body
  const browser = openBrowser(office)
  await browser.reset(resetLink.link, PASSWORD)
  return { id: String(made.id), session: inSession(office, await browser.signIn(made.username, PASSWORD)), browser }
}

describe('a new account', () => {
  test('sets its first password by a link, and is an officer of its own areas', async () => {
    const office = await officeOfTest()
    const reply = await make(office.as('lan'))
    expect(reply.body).toEqual({
      account: {
        id: '5',
        username: 'huong',
        displayName: 'Lê Thu Hương',
        role: 'officer',
        unit: 'van-phong',
        areas: ['dat-dai'],
        secondFactor: false,
        lastSeenAt: null,
        resetExpiresAt: '2026-11-21T09:00:00+07:00',
        retired: false,
      },
      resetLink: { link: expect.stringMatching(/\/dashboard\/#mat-khau=/), expiresAt: '2026-11-21T09:00:00+07:00' },
    })
    const browser = openBrowser(office)
    expect((await browser.signIn('huong', '')).status).toBe(400)
    await browser.reset(reply.body.resetLink.link, PASSWORD)
    expect((await browser.signIn('HUONG', PASSWORD)).body).toMatchObject({
      username: 'huong',
      displayName: 'Lê Thu Hương',
      role: 'officer',
      areas: ['dat-dai'],
      mustChangePassword: false,
    })
    const shown = (await office.as('lan').get('/api/accounts')).body.accounts
    expect(shown).toMatchObject([
      { username: 'huong', resetExpiresAt: null, lastSeenAt: '2026-11-20T09:00:00+07:00' },
      { username: 'lan' },
    ])
    expect(rowsOf(office.file, `select actor, subject, detail from audit where action = 'account.create'`)).toEqual([
      { actor: 'lan', subject: 'huong', detail: '{"role":"officer"}' },
    ])
  })

  test.each([
    [{ ...huong, areas: [] }, 'areas', 'required'],
    [{ ...huong, areas: ['khong-co'] }, 'areas', 'unknown_area'],
    [{ ...huong, role: 'leader' }, 'areas', 'only_officer'],
    [{ ...huong, role: 'supervisor', areas: [] }, 'role', 'invalid_value'],
    [{ ...huong, username: 'a b' }, 'username', 'invalid_format'],
    [{ ...huong, username: 'token:1' }, 'username', 'invalid_format'],
    [{ ...huong, username: 'аdmin' }, 'username', 'invalid_format'],
    [{ ...huong, username: 'ａｄｍｉｎ' }, 'username', 'invalid_format'],
    [{ ...huong, username: 'ådmin' }, 'username', 'invalid_format'],
    [{ ...huong, username: '𝐚dmin' }, 'username', 'invalid_format'],
    [{ ...huong, username: 'admin\u200b' }, 'username', 'invalid_format'],
    [{ ...huong, username: 'HaiLong' }, 'username', 'reserved_name'],
    [{ ...huong, password: 'x' }, 'password', 'unknown_field'],
  ])('is refused: %j', async (account, path, code) => {
    const office = await officeOfTest()
    const reply = await make(office.as('lan'), account)
    expect([reply.status, reply.body.issues]).toEqual([400, [{ path, code }]])
    expect(rowsOf(office.file, 'select 1 from account')).toHaveLength(4)
  })

  test.each(['lan', 'LAN', 'minh'])('is refused under the name %s, which is taken', async (username) => {
    const office = await officeOfTest()
    const reply = await make(office.as('lan'), { username, role: 'leader' })
    expect([reply.status, reply.body.code]).toEqual([409, 'already_exists'])
  })

  test('belongs to a unit of the tree, else nothing is made', async () => {
    const office = await officeOfTest()
    const admin = await office.person('admin', 'tinh')
    expect((await make(admin, { username: 'a', role: 'manager', unit: 'xa-an' })).body.account.unit).toBe('xa-an')
    expect((await make(admin, { username: 'b', role: 'manager', unit: 'van-phong' })).status).toBe(403)
    expect((await make(admin, { username: 'c', role: 'manager', unit: 'khong-co' })).status).toBe(404)
  })
})

describe('a change', () => {
  test('of areas and role holds for the session that is open', async () => {
    const office = await officeOfTest()
    const { id, session } = await signedIn(office)
    expect((await change(office.as('lan'), id, { areas: ['ho-tich', 'chung-thuc'] })).body.areas).toEqual([
      'chung-thuc',
      'ho-tich',
    ])
    expect((await session.get('/api/session')).body.areas).toEqual(['chung-thuc', 'ho-tich'])
    await change(office.as('lan'), id, { role: 'admin' })
    expect((await session.get('/api/session')).body).toMatchObject({ role: 'admin', areas: null })
    expect((await session.get('/api/accounts')).status).toBe(200)
    await change(office.as('lan'), id, { role: 'leader' })
    expect((await session.get('/api/accounts')).status).toBe(403)
  })

  test('to another unit takes the session along', async () => {
    const office = await officeOfTest()
    const admin = await office.person('admin', 'tinh')
    const { account, resetLink } = (await make(admin, { username: 'huong', role: 'leader', unit: 'xa-an' })).body
    const browser = openBrowser(office)
    await browser.reset(resetLink.link, PASSWORD)
    const session = inSession(office, await browser.signIn('huong', PASSWORD))
    await change(admin, account.id, { unit: 'xa-binh' })
    expect((await session.get('/api/targets?unit=xa-an')).status).toBe(403)
    expect((await session.get('/api/targets?unit=xa-binh')).status).toBe(200)
    expect((await change(admin, account.id, { unit: 'van-phong' })).status).toBe(403)
  })

  test('of the name leaves an officer an area that was retired since', async () => {
    const office = await officeOfTest()
    const { id, session } = await signedIn(office)
    await office.database.transaction((trx) =>
      trx.updateTable('area').set({ retired: 1 }).where('code', '=', 'dat-dai').execute(),
    )
    expect((await change(office.as('lan'), id, { displayName: 'Hương' })).body.areas).toEqual(['dat-dai'])
    expect((await session.get('/api/session')).body.areas).toEqual(['dat-dai'])
  })

  test('that retires ends sessions and links at once; brought back, one signs in anew', async () => {
    const office = await officeOfTest()
    const { id, session, browser } = await signedIn(office)
    const { link } = (await office.as('lan').post(`/api/accounts/${id}/reset-link`, undefined)).body
    expect((await change(office.as('lan'), id, { retired: true })).body).toMatchObject({
      retired: true,
      resetExpiresAt: null,
    })
    expect((await session.get('/api/session')).status).toBe(401)
    expect((await browser.signIn('huong', PASSWORD)).status).toBe(401)
    expect((await browser.reset(link, 'mot-mat-khau-khac')).status).toBe(401)
    expect((await office.as('lan').post(`/api/accounts/${id}/reset-link`, undefined)).body.code).toBe('account_retired')
    await change(office.as('lan'), id, { retired: false })
    expect((await session.get('/api/session')).status).toBe(401)
    expect((await browser.signIn('huong', PASSWORD)).status).toBe(200)
  })

  test.each([
    [{ role: 'officer' }, 'required'],
    [{ role: 'leader', areas: ['ho-tich'] }, 'only_officer'],
  ])('is refused whole: %j', async (settings, code) => {
    const office = await officeOfTest()
    const { account } = (await make(office.as('lan'), { username: 'a', role: 'manager' })).body
    const reply = await change(office.as('lan'), account.id, { displayName: 'X', ...settings })
    expect([reply.status, reply.body.issues]).toEqual([400, [{ path: 'areas', code }]])
    expect(rowsOf(office.file, `select display_name from account where username = 'a'`)).toEqual([{ display_name: '' }])
  })

  test('is audited', async () => {
    const office = await officeOfTest()
    const { account } = (await make(office.as('lan'))).body
    await change(office.as('lan'), account.id, { displayName: 'Hương', areas: ['ho-tich'] })
    expect(rowsOf(office.file, `select actor, subject, detail from audit where action = 'account.change'`)).toEqual([
      {
        actor: 'lan',
        subject: 'huong',
        detail: '{"displayName.old":"Lê Thu Hương","displayName":"Hương","areas":"ho-tich"}',
      },
    ])
  })
})

describe('the last administrator of an office', () => {
  test.each([[{ retired: true }], [{ role: 'manager' }]])('cannot be lost: %j', async (settings) => {
    const office = await officeOfTest()
    const reply = await change(office.as('lan'), '1', settings)
    expect([reply.status, reply.body.code]).toEqual([409, 'last_admin'])
    expect((await office.as('lan').get('/api/session')).body.role).toBe('admin')
    expect(rowsOf(office.file, `select 1 from audit where action = 'account.change'`)).toEqual([])
  })

  test('may go when there is another', async () => {
    const office = await officeOfTest()
    await make(office.as('lan'), { username: 'a', role: 'admin' })
    expect((await change(office.as('lan'), '1', { role: 'manager' })).status).toBe(200)
    expect((await office.as('lan').get('/api/accounts')).status).toBe(403)
  })

  test('is not replaced by a retired one, nor by one of a unit below', async () => {
    const office = await officeOfTest()
    const admin = await office.person('admin', 'tinh')
    const own = (await admin.get('/api/accounts')).body.accounts.find(({ role }: { role: string }) => role === 'admin')
    await make(admin, { username: 'duoi', role: 'admin', unit: 'xa-an' })
    const { account } = (await make(admin, { username: 'cu', role: 'admin' })).body
    await change(admin, account.id, { retired: true })
    expect((await change(admin, own.id, { retired: true })).body.code).toBe('last_admin')
    expect((await change(admin, own.id, { unit: 'xa-an' })).body.code).toBe('last_admin')
    await change(admin, account.id, { retired: false })
    expect((await change(admin, own.id, { unit: 'xa-an' })).status).toBe(200)
  })
})
