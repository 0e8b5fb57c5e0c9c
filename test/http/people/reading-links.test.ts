import { describe, expect, test } from 'vitest'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { cookieOf, inSession } from '../../support/staff.ts'
import { everythingIn, rowsOf } from '../../support/tables.ts'

const DAY = 24 * 60 * 60_000
const committee = { label: 'Ban Pháp chế HĐND', days: 30 }

async function linkFrom(office: Office, request: object = committee): Promise<{ id: string; token: string }> {
  const { id, link } = (await office.as('lan').post('/api/reading-links', request)).body
  expect(link).toMatch(/^http:\/\/localhost:80\/dashboard\/#doc=[\w-]{43}$/)
  return { id, token: String(link.split('=')[1]) }
}

const open = (office: Office, token: string) => office.nobody().post('/api/session/link', { token })

describe('a reading link', () => {
  test('opens a session of a supervisor, as often as wanted, until it ends', async () => {
    const office = await officeOfTest()
    const { token } = await linkFrom(office)
    const reply = await open(office, token)
    expect(reply.body).toMatchObject({
      username: 'link:1',
      displayName: 'Ban Pháp chế HĐND',
      role: 'supervisor',
      unit: { code: 'van-phong' },
      areas: null,
      endsAt: '2026-12-20T09:00:00+07:00',
      mustChangePassword: false,
    })
    expect(String([reply.headers['set-cookie']].flat()[0])).toContain('Max-Age=2592000')
    expect(cookieOf(reply, 'hl_device')).toBeUndefined()
    office.clock.pass(30 * DAY - 1)
    const [first, second] = [inSession(office, reply), inSession(office, await open(office, token))]
    expect([(await first.get('/api/session')).status, (await second.get('/api/targets')).status]).toEqual([200, 200])
    office.clock.pass(1)
    expect((await first.get('/api/session')).status).toBe(401)
    expect((await open(office, token)).body.code).toBe('wrong_link')
    expect(everythingIn(office.file)).not.toContain(token)
  })

  test('holds thirty days unless said otherwise, ninety at most', async () => {
    const office = await officeOfTest()
    const make = (days?: number) =>
      office.as('lan').post('/api/reading-links', { label: 'MTTQ', ...(days ? { days } : {}) })
    expect((await make()).body.expiresAt).toBe('2026-12-20T09:00:00+07:00')
    expect((await make(90)).body.expiresAt).toBe('2027-02-18T09:00:00+07:00')
    expect((await make(91)).body.issues).toEqual([{ path: 'days', code: 'too_big' }])
    expect((await office.as('lan').post('/api/reading-links', { label: ' ' })).status).toBe(400)
  })

  test('taken back ends what it opened, at once', async () => {
    const office = await officeOfTest()
    const { id, token } = await linkFrom(office)
    const session = inSession(office, await open(office, token))
    expect((await office.as('lan').delete(`/api/reading-links/${id}`)).status).toBe(204)
    expect((await session.get('/api/session')).status).toBe(401)
    expect((await open(office, token)).status).toBe(401)
    expect(rowsOf(office.file, `select actor, action, subject from audit order by id`)).toEqual([
      { actor: 'lan', action: 'reading-link.create', subject: 'link:1' },
      { actor: 'link:1', action: 'session.start', subject: 'link:1' },
      { actor: 'lan', action: 'reading-link.revoke', subject: 'link:1' },
    ])
  })

  test('is listed with its state and the day it was last opened', async () => {
    const office = await officeOfTest()
    await linkFrom(office, { label: 'Một', days: 1 })
    const { token } = await linkFrom(office, { label: 'Hai' })
    const { id } = await linkFrom(office, { label: 'Ba' })
    await open(office, token)
    await office.as('lan').delete(`/api/reading-links/${id}`)
    office.clock.pass(DAY)
    const list = await office.as('lan').get('/api/reading-links')
    expect(list.body.links).toMatchObject([
      { label: 'Ba', state: 'revoked', lastOpenedDay: null },
      { label: 'Hai', state: 'open', lastOpenedDay: '2026-11-20', createdAt: '2026-11-20T09:00:00+07:00' },
      { label: 'Một', state: 'expired', lastOpenedDay: null, unit: 'van-phong' },
    ])
    expect(list.text).not.toContain(token)
  })

  test('changes nothing, signs out, and does not need a password', async () => {
    const office = await officeOfTest()
    const session = inSession(office, await open(office, (await linkFrom(office)).token))
    const password = { current: 'mot-mat-khau-du-dai', next: 'mot-mat-khau-khac' }
    expect((await session.put('/api/session/password', password)).status).toBe(403)
    expect((await session.get('/api/sessions')).status).toBe(403)
    expect((await session.delete('/api/session')).status).toBe(204)
    expect((await session.get('/api/session')).status).toBe(401)
  })

  test('is opened by no page of somebody else, and not found by guessing', async () => {
    const office = await officeOfTest()
    const { token } = await linkFrom(office)
    const headers = { origin: 'https://evil.example' }
    const foreign = await office.nobody().post('/api/session/link', { token }, { headers })
    expect(foreign.body.code).toBe('foreign_origin')
    for (let tries = 0; tries < 300; tries++) expect((await open(office, `x${tries}`)).status).toBe(401)
    const refused = await open(office, token)
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '300'])
  })
})
