import type { HTTPMethods } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../../server/app.ts'
import { readConfig } from '../../../server/config.ts'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'
import type { Route } from '../../support/routes.ts'
import { routesOf } from '../../support/routes.ts'
import { ofKiosks, open, staff } from './access-table.ts'
import { every, tester, withAccount } from './row.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const nameOf = ({ method, url }: Route): string => `${method} ${url}`
const staffRoutes = (): Route[] => routesOf(office.app).filter((route) => staff[nameOf(route)])
/** The address of a route; what stands for its parameters is never looked at. */
const addressOf = ({ url }: Route): string => url.replaceAll(/:\w+/g, '1')

/** What each staff route answers to a caller. */
async function answersTo(caller: Caller): Promise<Record<string, string>> {
  const answers: Record<string, string> = {}
  for (const route of staffRoutes()) {
    const reply = await caller.call(route.method, addressOf(route))
    answers[nameOf(route)] = `${reply.status} ${reply.body?.code}`
  }
  return answers
}

const all = (answer: string): Record<string, string> =>
  Object.fromEntries(staffRoutes().map((route) => [nameOf(route), answer]))

describe('every route', () => {
  test('is in one of the tables', () => {
    const known = new Set([...open, ...ofKiosks, ...Object.keys(staff)])
    const routes = routesOf(office.app).map(nameOf)
    expect(routes.length).toBeGreaterThan(30)
    expect(routes.filter((name) => !known.has(name))).toEqual([])
    expect([...known].filter((name) => !routes.includes(name))).toEqual([])
  })

  test('that declares no access keeps the office from opening', async () => {
    const { stores, clock, folder } = office
    const app = await buildApp({
      config: readConfig({ DATA_DIR: folder }),
      ...{ stores, clock: () => clock.now, version: '0', distDir: folder, logger: false },
    })
    app.get('/api/secret', () => 'x')
    await expect(app.ready()).rejects.toThrow('/api/secret declares no access')
    await app.close()
  })
})

/** Who once might call, or might elsewhere. */
const strangers: readonly (readonly [name: string, make: () => Promise<Caller> | Caller])[] = [
  ['nobody', () => office.nobody()],
  ['an unknown token', () => office.bearer('x')],
  ['a kiosk', async () => (await office.pairKiosk()).caller],
  [
    'a token that has run out',
    async () => {
      const token = { role: 'admin' as const, unitId: 1, label: '', expiresAt: office.clock.now }
      return office.bearer((await office.stores.apiTokens.create(token, tester)).token)
    },
  ],
  [
    'a revoked token',
    async () => {
      const { id, token } = (await office.as('lan').post('/api/tokens', { role: 'admin' })).body
      await office.as('lan').delete(`/api/tokens/${id}`)
      return office.bearer(token)
    },
  ],
  [
    'the session of an account that was retired',
    async () => {
      const caller = await office.person('admin', 'xa-an')
      const { username } = (await caller.get('/api/session')).body
      await office.database.transaction((trx) =>
        trx.updateTable('account').set({ retired: 1 }).where('username', '=', username).execute(),
      )
      return caller
    },
  ],
  [
    'the session of a reading link that was taken back',
    async () => {
      const caller = await office.person('supervisor', 'xa-an')
      await office.database.transaction((trx) => trx.updateTable('reading_link').set({ revoked: 1 }).execute())
      return caller
    },
  ],
  ...every.map(
    (role) => [`the expired session of a ${role}`, () => office.person(role, 'tinh', { expired: true })] as const,
  ),
]

describe('without a living session or token', () => {
  test.each(strangers)('every route is shut to %s, before anything of the request is read', async (_name, make) => {
    expect(await answersTo(await make())).toEqual(all('401 not_signed_in'))
  })

  test('routes of kiosks are shut to staff and to nobody', async () => {
    const people = await Promise.all(every.map((role) => office.person(role, 'tinh')))
    const programs = await Promise.all(withAccount.map((role) => office.program(role, 'tinh')))
    for (const caller of [office.nobody(), ...people, ...programs])
      for (const name of ofKiosks) {
        const [method, url] = name.split(' ') as [HTTPMethods, string]
        expect([name, (await caller.call(method, url)).body.code]).toEqual([name, 'unknown_device'])
      }
  })
})

describe('a first password', () => {
  test.each(withAccount)('of a %s opens nothing but the session itself, until it is changed', async (role) => {
    const caller = await office.person(role, 'tinh', { mustChange: true })
    const shut = staffRoutes().filter((route) => !staff[nameOf(route)]?.beforePasswordChange)
    for (const route of shut) {
      const reply = await caller.call(route.method, addressOf(route))
      expect([nameOf(route), reply.status, reply.body.code]).toEqual([nameOf(route), 403, 'password_change_required'])
    }
    expect((await caller.get('/api/session')).body.mustChangePassword).toBe(true)
  })

  test('once changed opens the rest', async () => {
    const fresh = await officeOfTest()
    await fresh.database.transaction((trx) =>
      trx.updateTable('account').set({ must_change: 1 }).where('username', '=', 'lan').execute(),
    )
    const changed = await fresh.as('lan').put('/api/session/password', {
      current: 'mot-mat-khau-du-dai',
      next: 'mot-mat-khau-khac',
    })
    expect(changed.body.mustChangePassword).toBe(false)
    const cookie = String(changed.headers['set-cookie']).split(';')[0] ?? ''
    expect((await fresh.nobody().get('/api/satisfaction', { headers: { cookie } })).status).toBe(200)
  })
})
