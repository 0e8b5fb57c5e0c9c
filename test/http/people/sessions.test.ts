import { describe, expect, test } from 'vitest'
import type { Caller, Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, PASSWORD } from '../../support/office.ts'
import { everythingIn, rowsOf, valueOf } from '../../support/tables.ts'

const HOUR = 60 * 60_000
const NEXT = 'mot-mat-khau-khac-han'
const own = { origin: 'http://localhost:80' }

const signIn = (office: Office, username: string, password = PASSWORD, headers = {}): Promise<Reply> =>
  office.nobody().post('/api/session', { username, password }, { headers })

/** A caller with the cookie that a reply set. */
function withCookie(
  office: Office,
  reply: Reply,
): { get: Caller['get']; put: Caller['put']; delete: Caller['delete'] } {
  const cookie = String(reply.headers['set-cookie']).split(';')[0]!
  const headers = { cookie, ...own }
  return {
    get: (url) => office.nobody().get(url, { headers }),
    put: (url, body) => office.nobody().put(url, body, { headers }),
    delete: (url) => office.nobody().delete(url, { headers }),
  }
}

describe('signing in', () => {
  test('tells who one is and gives a cookie that no script and no other site can use', async () => {
    const office = await officeOfTest()
    const reply = await signIn(office, 'lan')
    expect(reply.body).toEqual({
      username: 'lan',
      displayName: '',
      role: 'admin',
      unit: { code: 'van-phong', name: 'Bộ phận Một cửa' },
      atRoot: true,
      areas: null,
      secondFactor: false,
      endsAt: '2026-11-20T21:00:00+07:00',
      mustChangePassword: false,
      today: '2026-11-20',
      release: 'daily',
    })
    const [cookie, ...flags] = String([reply.headers['set-cookie']].flat()[0]).split('; ')
    expect(cookie).toMatch(/^hl_session=[\w-]{43}$/)
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict'])
    expect((await withCookie(office, reply).get('/api/session')).body).toEqual(reply.body)
    expect(everythingIn(office.file)).not.toContain(cookie!.split('=')[1])
  })

  test('knows no upper and lower case in names, but in passwords', async () => {
    const office = await officeOfTest()
    expect((await signIn(office, 'LAN')).status).toBe(200)
    expect((await signIn(office, 'lan', PASSWORD.toUpperCase())).status).toBe(401)
  })

  test('answers the same to a wrong password and to an unknown name', async () => {
    const office = await officeOfTest()
    const replies = [await signIn(office, 'lan', 'sai'), await signIn(office, 'ai-do', PASSWORD)]
    expect(replies.map(({ status, text }) => [status, text])).toEqual([
      [401, replies[0]!.text],
      [401, replies[0]!.text],
    ])
    expect(replies[0]!.body.code).toBe('wrong_credentials')
    expect(replies.map(({ headers }) => headers['set-cookie'])).toEqual([undefined, undefined])
  })

  test('fails for a retired account, whose sessions end too', async () => {
    const office = await officeOfTest()
    const session = withCookie(office, await signIn(office, 'hoa'))
    await office.database.transaction((trx) =>
      trx.updateTable('account').set({ retired: 1 }).where('username', '=', 'hoa').execute(),
    )
    expect((await signIn(office, 'hoa')).status).toBe(401)
    expect((await session.get('/api/session')).status).toBe(401)
  })

  test.each([
    [{ username: 'lan' }, [{ path: 'password', code: 'required' }]],
    [{ username: '', password: 'x' }, [{ path: 'username', code: 'too_short' }]],
    [{ username: 'lan', password: 'x'.repeat(201) }, [{ path: 'password', code: 'too_long' }]],
    [{ username: 'lan', password: 'x', remember: true }, [{ path: 'remember', code: 'unknown_field' }]],
  ])('needs a name and a password: %j', async (body, issues) => {
    const reply = await (await officeOfTest()).nobody().post('/api/session', body)
    expect([reply.status, reply.body.issues]).toEqual([400, issues])
  })

  test('from a page of somebody else is refused', async () => {
    const office = await officeOfTest()
    expect((await signIn(office, 'lan', PASSWORD, { origin: 'https://evil.example' })).body.code).toBe('foreign_origin')
    expect((await signIn(office, 'lan', PASSWORD, own)).status).toBe(200)
  })
})

describe('a session', () => {
  test.each([
    [12 * HOUR - 1, 200],
    [12 * HOUR, 401],
  ])('after %i ms answers %i', async (milliseconds, status) => {
    const office = await officeOfTest()
    const session = withCookie(office, await signIn(office, 'lan'))
    office.clock.pass(milliseconds)
    expect((await session.get('/api/session')).status).toBe(status)
  })

  test('ends when one signs out, and only that one', async () => {
    const office = await officeOfTest()
    const [one, two] = [
      withCookie(office, await signIn(office, 'lan')),
      withCookie(office, await signIn(office, 'lan')),
    ]
    const reply = await one.delete('/api/session')
    expect([reply.status, String(reply.headers['set-cookie'])]).toEqual([204, expect.stringMatching(/^hl_session=;/)])
    expect([(await one.get('/api/session')).status, (await two.get('/api/session')).status]).toEqual([401, 200])
  })

  test.each([
    ['of another page', { origin: 'https://evil.example' }, 403],
    ['of another port', { origin: 'http://localhost:81' }, 403],
    ['that hides where it is from', { origin: 'null' }, 403],
    ['without an origin', { origin: '' }, 403],
    ['of our own page', own, 200],
  ])('changes nothing for a request %s', async (_name, headers, status) => {
    const office = await officeOfTest()
    const cookie = String((await signIn(office, 'lan')).headers['set-cookie']).split(';')[0]!
    const sent = { headers: headers.origin === '' ? { cookie } : { cookie, ...headers } }
    const reply = await office.nobody().post('/api/tokens', { role: 'leader' }, sent)
    expect(reply.status).toBe(status)
    if (status === 403) expect(reply.body.code).toBe('foreign_origin')
    expect((await office.nobody().get('/api/tokens', sent)).status).toBe(200)
  })

  test('of one server is not ended by a second server on the same host', async () => {
    const [one, other] = [await officeOfTest(), await officeOfTest()]
    const jar = new Map<string, string>()
    const call = async (office: Office, port: number, method: 'GET' | 'POST', body?: object): Promise<Reply> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { host: `localhost:${port}`, ...(cookie === '' ? {} : { cookie }) }
      const reply = await office.nobody().call(method, '/api/session', { headers, ...(body && { payload: body }) })
      for (const set of [reply.headers['set-cookie'] ?? []].flat().map(String)) {
        const [name = '', value = ''] = set.split(';')[0]!.split('=')
        jar.set(name, value)
      }
      return reply
    }
    const claim = { username: 'lan', password: PASSWORD }
    expect((await call(one, 3000, 'POST', claim)).status).toBe(200)
    expect((await call(other, 3001, 'POST', claim)).status).toBe(200)
    expect([(await call(one, 3000, 'GET')).status, (await call(other, 3001, 'GET')).status]).toEqual([200, 200])
  })

  test('behind a public address takes that one as its own', async () => {
    const office = await officeOfTest({ environment: { PUBLIC_URL: 'https://mot-cua.example.vn/' } })
    const change = (origin: string) => office.as('lan').post('/api/tokens', { role: 'leader' }, { headers: { origin } })
    expect((await change('https://mot-cua.example.vn')).status).toBe(200)
    expect((await change('https://mot-cua.example.vn.evil.example')).status).toBe(403)
    const { link } = (await office.as('lan').post('/api/pairing-codes', { unit: 'van-phong', counter: 'Quầy 1' })).body
    expect(link).toMatch(/^https:\/\/mot-cua\.example\.vn\/kiosk\/#pair=/)
  })
})

describe('changing the password', () => {
  test('ends every other session and keeps one’s own', async () => {
    const office = await officeOfTest()
    const [one, two] = [
      withCookie(office, await signIn(office, 'lan')),
      withCookie(office, await signIn(office, 'lan')),
    ]
    const changed = await one.put('/api/session/password', { current: PASSWORD, next: NEXT })
    expect(changed.status).toBe(200)
    expect([(await one.get('/api/session')).status, (await two.get('/api/session')).status]).toEqual([401, 401])
    expect((await withCookie(office, changed).get('/api/session')).status).toBe(200)
    expect([(await signIn(office, 'lan')).status, (await signIn(office, 'lan', NEXT)).status]).toEqual([401, 200])
    expect(rowsOf(office.file, `select actor, subject from audit where action = 'account.password'`)).toHaveLength(1)
    expect(everythingIn(office.file)).not.toContain(NEXT)
  })

  test.each([
    [{ current: 'sai', next: NEXT }, [{ path: 'current', code: 'wrong_password' }]],
    [{ current: PASSWORD, next: PASSWORD }, [{ path: 'next', code: 'same_password' }]],
    [{ current: PASSWORD, next: 'ngan' }, [{ path: 'next', code: 'too_short' }]],
    [{ next: NEXT }, [{ path: 'current', code: 'required' }]],
  ])('is refused: %j', async (body, issues) => {
    const office = await officeOfTest()
    const reply = await office.as('lan').put('/api/session/password', body)
    expect([reply.status, reply.body.issues]).toEqual([400, issues])
    expect((await signIn(office, 'lan')).status).toBe(200)
  })

  test('needs the old one, except of an account that has just signed in with one it was given', async () => {
    const office = await officeOfTest()
    const reply = await office.as('lan').put('/api/session/password', { next: NEXT })
    expect([reply.status, reply.body.issues]).toEqual([400, [{ path: 'current', code: 'required' }]])
    const given = await office.person('manager', 'xa-an', { mustChange: true })
    const same = await given.put('/api/session/password', { next: PASSWORD })
    expect(same.body.issues).toEqual([{ path: 'next', code: 'same_password' }])
    expect((await given.put('/api/session/password', { next: NEXT })).body.mustChangePassword).toBe(false)
  })

  test.each([
    ['1234567890', 'sequence'],
    ['zzzzzzzzzz', 'repeated_signs'],
    ['password2026', 'common_password'],
    ['Lan.Lan.12345', 'contains_username'],
    ['van-phong-2026', 'contains_office'],
  ])('takes none that is soon guessed: %s', async (next, code) => {
    const office = await officeOfTest()
    await office.database.db.updateTable('unit').set({ name: 'Văn phòng' }).where('code', '=', 'van-phong').execute()
    const reply = await office.as('lan').put('/api/session/password', { current: PASSWORD, next })
    expect([reply.status, reply.body.issues]).toEqual([400, [{ path: 'next', code }]])
  })

  test('cannot be used to guess the old one', async () => {
    const office = await officeOfTest()
    for (let tries = 0; tries < 10; tries++)
      await office.as('lan').put('/api/session/password', { current: 'sai', next: NEXT })
    const reply = await office.as('lan').put('/api/session/password', { current: PASSWORD, next: NEXT })
    expect(reply.body.code).toBe('too_many_attempts')
  })

  test('is nothing a token can do', async () => {
    const office = await officeOfTest()
    const program = await office.program('admin', 'van-phong')
    const reply = await program.put('/api/session/password', { current: PASSWORD, next: NEXT })
    expect([reply.status, reply.body.code]).toEqual([403, 'not_allowed'])
  })
})

describe('an API token', () => {
  test('acts in its role and unit, needs no origin, and is shown once', async () => {
    const office = await officeOfTest()
    const created = (await office.as('lan').post('/api/tokens', { role: 'manager', days: 30, label: 'Báo cáo' })).body
    expect(created.expiresAt).toBe('2026-12-20T09:00:00+07:00')
    const program = office.bearer(created.token)
    expect((await program.get('/api/session')).body).toMatchObject({ username: `token:${created.id}`, role: 'manager' })
    expect((await program.post('/api/pairing-codes', { unit: 'van-phong', counter: 'Quầy 1' })).status).toBe(200)
    expect((await program.get('/api/tokens')).body.code).toBe('not_allowed')
    const list = await office.as('lan').get('/api/tokens')
    expect(list.body.tokens).toMatchObject([
      { id: created.id, role: 'manager', unit: 'van-phong', label: 'Báo cáo', revoked: false },
    ])
    expect(list.text).not.toContain(created.token)
    expect(everythingIn(office.file)).not.toContain(created.token)
  })

  test.each([
    ['runs out', async (office: Office) => office.clock.pass(24 * HOUR)],
    ['is revoked', async (office: Office) => void (await office.as('lan').delete('/api/tokens/1'))],
  ])('answers 401 when it %s', async (_name, end) => {
    const office = await officeOfTest()
    const { token } = (await office.as('lan').post('/api/tokens', { role: 'leader', days: 1 })).body
    const program = office.bearer(token)
    expect((await program.get('/api/session')).status).toBe(200)
    await end(office)
    expect((await program.get('/api/session')).body.code).toBe('not_signed_in')
  })

  test('that is wrong is not saved by a good cookie beside it', async () => {
    const office = await officeOfTest()
    for (const authorization of ['Bearer x', 'Bearer', 'Basic bGFuOng='])
      expect((await office.as('lan').get('/api/session', { headers: { authorization } })).status).toBe(401)
  })

  test('cannot be made for a unit outside, nor revoked there', async () => {
    const office = await officeOfTest()
    expect((await office.as('lan').post('/api/tokens', { role: 'admin', unit: 'tinh' })).status).toBe(403)
    await office.program('leader', 'tinh')
    expect((await office.as('lan').delete('/api/tokens/1')).status).toBe(404)
    expect(valueOf(office.file, 'select revoked from api_token')).toBe(0)
  })
})
