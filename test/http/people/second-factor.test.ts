import { TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import type { Office } from '../../support/office.ts'
import { officeOfTest, PASSWORD } from '../../support/office.ts'
import { inSession, openBrowser } from '../../support/staff.ts'
import { everythingIn, rowsOf } from '../../support/tables.ts'

const STEP = 30_000

/** The code an authenticator app shows `steps` from now. */
const codeOf = (office: Office, secret: string, steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: office.clock.now + steps * STEP })

/** Turns the second factor of lan on. @returns the secret, whose code of now is spent */
async function turnOn(office: Office): Promise<string> {
  const { secret } = (await office.as('lan').post('/api/session/totp', { password: PASSWORD })).body
  expect((await office.as('lan').put('/api/session/totp', { code: codeOf(office, secret) })).status).toBe(204)
  return secret
}

const codeOfReply = async (reply: Promise<{ status: number; body: { code?: string } }>) => {
  const { status, body } = await reply
  return status === 200 ? 200 : body.code
}

describe('a second factor', () => {
  test('is asked at the sign-in once a first code has confirmed it', async () => {
    const office = await officeOfTest()
    const { secret, uri } = (await office.as('lan').post('/api/session/totp', { password: PASSWORD })).body
    expect(uri).toContain(secret)
    const browser = openBrowser(office)
    expect((await browser.signIn('lan')).body.secondFactor).toBe(false)
    const wrong = await office.as('lan').put('/api/session/totp', { code: codeOf(office, secret, 7) })
    expect([wrong.status, wrong.body.issues]).toEqual([400, [{ path: 'code', code: 'wrong_code' }]])
    expect((await office.as('lan').put('/api/session/totp', { code: codeOf(office, secret) })).status).toBe(204)
    expect(await codeOfReply(browser.signIn('lan'))).toBe('code_required')
    office.clock.pass(STEP)
    const reply = await browser.signIn('lan', PASSWORD, codeOf(office, secret))
    expect([reply.status, reply.body.secondFactor]).toEqual([200, true])
    expect(rowsOf(office.file, `select action from audit where action like 'second-factor%'`)).toEqual([
      { action: 'second-factor.on' },
    ])
  })

  test('takes each code once, and none from before it', async () => {
    const office = await officeOfTest()
    const secret = await turnOn(office)
    const signIn = (steps: number) =>
      codeOfReply(openBrowser(office).signIn('lan', PASSWORD, codeOf(office, secret, steps)))
    expect(await signIn(0)).toBe('wrong_code')
    expect(await signIn(1)).toBe(200)
    expect([await signIn(1), await signIn(0), await signIn(-1)]).toEqual(['wrong_code', 'wrong_code', 'wrong_code'])
    office.clock.pass(STEP)
    expect(await signIn(2)).toBe('wrong_code')
    expect(await signIn(1)).toBe(200)
  })

  test('tells nothing to who does not know the password', async () => {
    const office = await officeOfTest()
    const secret = await turnOn(office)
    const browser = openBrowser(office)
    expect(await codeOfReply(browser.signIn('lan', 'sai'))).toBe('wrong_credentials')
    expect(await codeOfReply(browser.signIn('lan', 'sai', codeOf(office, secret, 1)))).toBe('wrong_credentials')
  })

  test('counts wrong codes like wrong passwords, whatever comes between', async () => {
    const office = await officeOfTest()
    const secret = await turnOn(office)
    const browser = openBrowser(office)
    for (let tries = 0; tries < 5; tries++) {
      expect(await codeOfReply(browser.signIn('lan', PASSWORD, '000000'))).toBe('wrong_code')
      expect(await codeOfReply(browser.signIn('lan'))).toBe('code_required')
    }
    const refused = await browser.signIn('lan', PASSWORD, codeOf(office, secret, 1))
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '5'])
    office.clock.pass(5_000)
    expect((await browser.signIn('lan', PASSWORD, codeOf(office, secret, 1))).status).toBe(200)
  })

  test('spends a code for one of two who send it at once', async () => {
    const office = await officeOfTest()
    const code = codeOf(office, await turnOn(office), 1)
    const replies = await Promise.all(
      [1, 2].map((host) => openBrowser(office, `10.0.5.${host}`).signIn('lan', PASSWORD, code)),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('stays as it is while another is offered', async () => {
    const office = await officeOfTest()
    const old = await turnOn(office)
    const { secret } = (await office.as('lan').post('/api/session/totp', { password: PASSWORD })).body
    expect((await openBrowser(office).signIn('lan', PASSWORD, codeOf(office, old, 1))).status).toBe(200)
    await office.as('lan').put('/api/session/totp', { code: codeOf(office, secret) })
    office.clock.pass(3 * STEP)
    expect(await codeOfReply(openBrowser(office).signIn('lan', PASSWORD, codeOf(office, old)))).toBe('wrong_code')
    expect((await openBrowser(office).signIn('lan', PASSWORD, codeOf(office, secret))).status).toBe(200)
  })

  test('is taken off with the password', async () => {
    const office = await officeOfTest()
    await turnOn(office)
    const off = (password: string) => office.as('lan').call('DELETE', '/api/session/totp', { payload: { password } })
    expect((await off('sai')).body.issues).toEqual([{ path: 'password', code: 'wrong_password' }])
    expect((await off(PASSWORD)).status).toBe(204)
    expect((await openBrowser(office).signIn('lan')).status).toBe(200)
  })

  test.each([
    ['POST', { password: 'sai' }, { path: 'password', code: 'wrong_password' }],
    ['PUT', { code: '123456' }, { path: 'code', code: 'nothing_offered' }],
    ['PUT', { code: '12345' }, { path: 'code', code: 'invalid_format' }],
  ] as const)('is not begun or confirmed: %s %j', async (method, payload, issue) => {
    const office = await officeOfTest()
    const reply = await office.as('lan').call(method, '/api/session/totp', { payload })
    expect([reply.status, reply.body.issues]).toEqual([400, [issue]])
  })

  test('cannot be used to guess the password, nor a code', async () => {
    const office = await officeOfTest()
    for (let tries = 0; tries < 10; tries++) await office.as('lan').post('/api/session/totp', { password: 'sai' })
    expect((await office.as('lan').post('/api/session/totp', { password: PASSWORD })).status).toBe(429)
    office.clock.pass(5 * 60_000)
    await office.as('lan').post('/api/session/totp', { password: PASSWORD })
    for (let tries = 0; tries < 10; tries++) await office.as('lan').put('/api/session/totp', { code: '000000' })
    expect((await office.as('lan').put('/api/session/totp', { code: '000000' })).status).toBe(429)
  })

  test('is shown to administrators as being there, never its secret', async () => {
    const office = await officeOfTest()
    const secret = await turnOn(office)
    const list = await office.as('lan').get('/api/accounts')
    expect(list.body.accounts[0]).toMatchObject({ username: 'lan', secondFactor: true })
    expect(list.text).not.toContain(secret)
    const own = inSession(office, await openBrowser(office).signIn('lan', PASSWORD, codeOf(office, secret, 1)))
    expect((await own.get('/api/session')).text).not.toContain(secret)
    expect(rowsOf(office.file, 'select detail from audit').map(String).join()).not.toContain(secret)
    expect(everythingIn(office.file)).not.toContain(PASSWORD)
  })
})
