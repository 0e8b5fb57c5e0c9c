import { describe, expect, test } from 'vitest'
import { officeOfTest, PASSWORD } from '../../support/office.ts'
import { inSession, openBrowser } from '../../support/staff.ts'
import { everythingIn, rowsOf } from '../../support/tables.ts'

const MINUTE = 60_000
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.86 Safari/537.36'

describe('the list of one’s sessions', () => {
  test('names browser and times coarsely, and knows which one asks', async () => {
    const office = await officeOfTest()
    office.clock.pass(7 * MINUTE)
    const credentials = { username: 'lan', password: PASSWORD }
    const options = { headers: { 'user-agent': chrome }, remoteAddress: '10.9.8.7' }
    const session = inSession(office, await office.nobody().post('/api/session', credentials, options))
    const { sessions } = (await session.get('/api/sessions')).body
    expect(sessions).toHaveLength(2)
    expect(sessions).toContainEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      createdAt: '2026-11-20T09:00:00+07:00',
      lastSeenAt: '2026-11-20T09:00:00+07:00',
      expiresAt: '2026-11-20T21:07:00+07:00',
      browser: 'Chrome, Windows',
      current: true,
    })
    const dump = everythingIn(office.file)
    expect(['10.9.8.7', '131.0'].map((trace) => dump.includes(trace))).toEqual([false, false])
  })

  test('says when each was last seen, to the quarter of an hour', async () => {
    const office = await officeOfTest()
    const seen = async () => {
      const { sessions } = (await office.as('lan').get('/api/sessions')).body
      return sessions[0].lastSeenAt.slice(11, 16)
    }
    office.clock.pass(14 * MINUTE)
    await office.as('lan').get('/api/session')
    expect(await seen()).toBe('09:00')
    office.clock.pass(2 * MINUTE)
    await office.as('lan').get('/api/session')
    expect(await seen()).toBe('09:15')
  })

  test('shows those of another to an administrator in scope only', async () => {
    const office = await officeOfTest()
    const admin = await office.person('admin', 'tinh')
    const program = await office.program('admin', 'xa-an')
    const sessionsOf = (caller: typeof admin) => caller.get('/api/sessions?account=2')
    expect((await sessionsOf(admin)).body.sessions).toMatchObject([{ current: false }])
    expect((await sessionsOf(program)).body.sessions).toHaveLength(1)
    expect((await sessionsOf(office.as('lan'))).status).toBe(404)
    expect((await sessionsOf(office.as('hoa'))).status).toBe(403)
    expect((await program.get('/api/sessions')).body).toEqual({ sessions: [] })
    expect((await sessionsOf(office.as('minh'))).status).toBe(200)
  })
})

describe('ending a session', () => {
  test('signs that browser out, and is audited', async () => {
    const office = await officeOfTest()
    const other = inSession(office, await openBrowser(office).signIn('lan'))
    const { sessions } = (await office.as('lan').get('/api/sessions')).body
    const { id } = sessions.find(({ current }: { current: boolean }) => !current)
    expect((await office.as('lan').delete(`/api/sessions/${id}`)).status).toBe(204)
    expect((await other.get('/api/session')).status).toBe(401)
    expect((await office.as('lan').get('/api/session')).status).toBe(200)
    expect(rowsOf(office.file, `select actor, subject from audit where action = 'session.end'`)).toEqual([
      { actor: 'lan', subject: 'lan' },
    ])
    expect((await office.as('lan').delete(`/api/sessions/${id}`)).status).toBe(404)
  })

  test('of a colleague is for administrators', async () => {
    const office = await officeOfTest()
    const { id } = (await office.as('minh').get('/api/sessions')).body.sessions[0]
    expect((await office.as('hoa').delete(`/api/sessions/${id}`)).status).toBe(403)
    expect((await office.as('lan').delete(`/api/sessions/${id}`)).status).toBe(404)
    expect((await office.as('minh').get('/api/session')).status).toBe(200)
    expect((await (await office.person('admin', 'tinh')).delete(`/api/sessions/${id}`)).status).toBe(204)
    expect((await office.as('minh').get('/api/session')).status).toBe(401)
  })
})

test('sessions that have run out are swept away', async () => {
  const office = await officeOfTest()
  await openBrowser(office).signIn('lan')
  office.clock.pass(12 * 60 * MINUTE)
  await office.tick()
  expect(rowsOf(office.file, 'select 1 from session')).toHaveLength(4)
})
