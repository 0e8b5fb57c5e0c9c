import { describe, expect, test } from 'vitest'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { inSession, openBrowser } from '../../support/staff.ts'
import { everythingIn, rowsOf } from '../../support/tables.ts'
import { actingAs } from '../../support/actors.ts'

const HOUR = 60 * 60_000
const NEXT = 'mot-mat-khau-khac-han'

async function linkFor(office: Office, username: string, admin = office.as('lan')): Promise<string> {
  const { accounts } = (await admin.get('/api/accounts')).body
  const { id } = accounts.find((account: { username: string }) => account.username === username)
  const reply = await admin.post(`/api/accounts/${id}/reset-link`, undefined)
  expect(reply.status).toBe(200)
  return reply.body.link
}

describe('a one-time link', () => {
  test('sets a password, ends every session of the account, and is used up', async () => {
    const office = await officeOfTest()
    const before = inSession(office, await openBrowser(office).signIn('lan'))
    const link = await linkFor(office, 'lan')
    expect(link).toMatch(/^http:\/\/localhost:80\/dashboard\/#mat-khau=[\w-]{43}$/)
    const browser = openBrowser(office, '10.0.0.5')
    const reply = await browser.reset(link, NEXT)
    expect([reply.status, reply.body]).toEqual([200, { username: 'lan' }])
    expect((await before.get('/api/session')).status).toBe(401)
    expect([(await browser.signIn('lan')).status, (await browser.signIn('lan', NEXT)).status]).toEqual([401, 200])
    expect((await browser.reset(link, 'mot-mat-khau-nua')).body.code).toBe('wrong_link')
    expect((await browser.signIn('lan', NEXT)).status).toBe(200)
    const dump = everythingIn(office.file)
    expect([dump.includes(link.split('=')[1]!), dump.includes(NEXT)]).toEqual([false, false])
    expect(
      rowsOf(office.file, `select actor, action, subject, detail from audit where action like 'account.%' order by id`),
    ).toEqual([
      { actor: 'lan', action: 'account.reset-link', subject: 'lan', detail: '{}' },
      { actor: 'lan', action: 'account.password', subject: 'lan', detail: '{"by":"reset-link"}' },
    ])
  })

  test.each([
    [24 * HOUR - 1, 200],
    [24 * HOUR, 401],
  ])('after %i ms answers %i', async (milliseconds, status) => {
    const office = await officeOfTest()
    const link = await linkFor(office, 'lan')
    office.clock.pass(milliseconds)
    expect((await openBrowser(office).reset(link, NEXT)).status).toBe(status)
  })

  test('replaces the one before, and a changed password ends it', async () => {
    const office = await officeOfTest()
    const browser = openBrowser(office)
    const [first, second] = [await linkFor(office, 'lan'), await linkFor(office, 'lan')]
    expect((await browser.reset(first, NEXT)).status).toBe(401)
    await office.as('lan').put('/api/session/password', { current: 'mot-mat-khau-du-dai', next: NEXT })
    expect((await browser.reset(second, NEXT)).status).toBe(401)
  })

  test('is kept when the new password is too short', async () => {
    const office = await officeOfTest()
    const link = await linkFor(office, 'lan')
    const reply = await openBrowser(office).reset(link, 'ngan')
    expect([reply.status, reply.body.issues]).toEqual([400, [{ path: 'password', code: 'too_short' }]])
    expect((await openBrowser(office).reset(link, NEXT)).status).toBe(200)
  })

  test.each([
    ['1234567890', 'sequence'],
    ['aaaaaaaaaaaa', 'repeated_signs'],
    ['matkhau2026', 'common_password'],
    ['lan-lan-lan-2026', 'contains_username'],
  ])('is kept when the new password is soon guessed: %s', async (password, code) => {
    const office = await officeOfTest()
    const link = await linkFor(office, 'lan')
    const reply = await openBrowser(office).reset(link, password)
    expect([reply.status, reply.body.issues]).toEqual([400, [{ path: 'password', code }]])
    expect((await openBrowser(office).reset(link, NEXT)).status).toBe(200)
  })

  test('works for one of two who use it at once', async () => {
    const office = await officeOfTest()
    const link = await linkFor(office, 'lan')
    const replies = await Promise.all(
      ['mat-khau-thu-nhat', 'mat-khau-thu-hai'].map((each) => openBrowser(office).reset(link, each)),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('lets in who is kept waiting by guesses, on a new computer too', async () => {
    const office = await officeOfTest()
    for (let tries = 0; tries < 9; tries++) await openBrowser(office, '10.0.0.9').signIn('lan', 'sai')
    const browser = openBrowser(office, '10.0.0.5')
    expect((await browser.signIn('lan')).status).toBe(429)
    await browser.reset(await linkFor(office, 'lan'), NEXT)
    for (let tries = 0; tries < 9; tries++) await openBrowser(office, '10.0.0.9').signIn('lan', 'sai')
    expect((await browser.signIn('lan', NEXT)).status).toBe(200)
  })

  test('leaves no session to who proved the old password at the same moment', async () => {
    const office = await officeOfTest()
    const { credentials, sessions } = office.stores
    const account = await credentials.byName('lan')
    await openBrowser(office).reset(await linkFor(office, 'lan'), NEXT)
    const session = { now: office.clock.now, expiresAt: office.clock.now + HOUR, browser: '' }
    const by = actingAs('lan')
    expect(await sessions.startProved(account!, session, by)).toBeNull()
  })

  test('cannot be guessed at speed', async () => {
    const office = await officeOfTest()
    const browser = openBrowser(office)
    for (let tries = 0; tries < 300; tries++) expect((await browser.reset(`x=${tries}`, NEXT)).status).toBe(401)
    expect((await browser.reset('x=y', NEXT)).status).toBe(429)
  })

  test('from a page of somebody else is refused', async () => {
    const office = await officeOfTest()
    const token = (await linkFor(office, 'lan')).split('=')[1]
    const headers = { origin: 'https://evil.example' }
    const reply = await office.nobody().post('/api/password-resets', { token, password: NEXT }, { headers })
    expect(reply.body.code).toBe('foreign_origin')
  })
})
