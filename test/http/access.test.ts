import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HTTPMethods } from 'fastify'
import { RoleCode } from '#contract/codes'
import type { Role } from '#contract/codes'
import { buildApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import type { Caller } from '../support/caller.ts'
import type { Office } from '../support/office.ts'
import { officeOfTest, openOffice } from '../support/office.ts'
import { routesOf } from '../support/routes.ts'

const every: readonly Role[] = RoleCode.options
const editors: readonly Role[] = ['admin', 'manager']
const target = {
  group: 'chung',
  operator: '>=',
  value: 0.9,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  source: 'KH',
}

/** A unit as a route names it, and how the route is called for it. */
interface Call {
  readonly url: string
  readonly body?: object
}

interface Cells {
  readonly roles: readonly Role[]
  /** null where the route is about the caller alone. */
  readonly about: ((unit: string, office: Office) => Promise<Call> | Call) | null
  /** What a caller learns of a unit that is not theirs. */
  readonly foreign?: number
  /** What a caller who may gets, if not 200 or 204. */
  readonly granted?: readonly number[]
  readonly body?: object
}

const deviceIn = async (unit: string, office: Office): Promise<number> => (await office.pairKiosk({ unit })).id

/** Every route of staff with who may call it. A new route without its cells fails the tests. */
const staff: Readonly<Record<string, Cells>> = {
  'GET /api/satisfaction': { roles: every, about: (unit) => ({ url: `/api/satisfaction?unit=${unit}` }) },
  'GET /api/devices': { roles: every, about: (unit) => ({ url: `/api/devices?unit=${unit}` }) },
  'GET /api/targets': { roles: every, about: (unit) => ({ url: `/api/targets?unit=${unit}` }) },
  'GET /api/units': { roles: every, about: null },
  'GET /api/areas': { roles: every, about: null },
  'GET /api/session': { roles: every, about: null },
  'DELETE /api/session': { roles: every, about: null },
  'PUT /api/session/password': { roles: every, about: null, body: { current: 'x', next: 'mot-mat-khau-moi' } },
  'GET /api/tokens': { roles: ['admin'], about: null },
  'POST /api/tokens': { roles: ['admin'], about: (unit) => ({ url: '/api/tokens', body: { role: 'leader', unit } }) },
  'DELETE /api/tokens/:id': {
    roles: ['admin'],
    about: async (unit, office) => {
      const created = { role: 'leader' as const, unitId: await office.unitId(unit), label: '', expiresAt: null }
      const { id } = await office.stores.apiTokens.create(created, { name: 'test', at: '2026-11-20' })
      return { url: `/api/tokens/${id}` }
    },
    foreign: 404,
  },
  'PATCH /api/units/:code': {
    roles: editors,
    about: (unit) => ({ url: `/api/units/${unit}`, body: { minimumAnswers: 40 } }),
  },
  'POST /api/targets': {
    roles: editors,
    about: (unit) => ({ url: '/api/targets', body: { ...target, unit } }),
    // The second of the roles finds the target of the first.
    granted: [200, 409],
  },
  'DELETE /api/targets/:id': {
    roles: editors,
    about: async (unit, office) => {
      const request = { ...target, unit, operator: '>=' as const }
      const id = await office.stores.targets.create(await office.unitId(unit), request, {
        name: 'test',
        at: '2026-11-20',
      })
      return { url: `/api/targets/${id}` }
    },
  },
  'POST /api/pairing-codes': {
    roles: editors,
    about: (unit) => ({ url: '/api/pairing-codes', body: { unit, counter: 'Quầy 9' } }),
  },
  'DELETE /api/devices/:id': {
    roles: editors,
    about: async (unit, office) => ({ url: `/api/devices/${await deviceIn(unit, office)}` }),
  },
  'GET /api/exports/responses': {
    roles: ['admin', 'manager', 'superior'],
    about: (unit) => ({ url: `/api/exports/responses?unit=${unit}&format=csv&from=2026-11-01&to=2026-11-30` }),
    // A month that has not ended: this is about who may ask, not about the file.
    granted: [400],
  },
}

const open = [
  'GET /',
  'GET /home.css',
  'GET /healthz',
  'GET /api/openapi.json',
  'POST /api/devices/pair',
  'POST /api/session',
]
const ofKiosks = ['GET /api/kiosk/setup', 'POST /api/responses', 'POST /api/devices/heartbeat']

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const nameOf = ({ method, url }: { method: HTTPMethods; url: string }): string => `${method} ${url}`
/** The staff routes this office has, each with its cells. */
const cells = (): (readonly [name: string, Cells])[] =>
  routesOf(office.app).flatMap((route) => {
    const found = staff[nameOf(route)]
    return found ? [[nameOf(route), found] as const] : []
  })
const bodyOf = (body: object | undefined) => (body === undefined ? {} : { payload: body })
const isAllowed = (status: number): boolean => status < 400 || status === 400

async function ask(caller: Caller, name: string, call: Call): Promise<number> {
  return (await caller.call(name.split(' ')[0] as HTTPMethods, call.url, bodyOf(call.body))).status
}

describe('every route', () => {
  test('is in one of the tables', () => {
    const known = new Set([...open, ...ofKiosks, ...Object.keys(staff)])
    const routes = routesOf(office.app).map(nameOf)
    expect(routes.length).toBeGreaterThan(20)
    expect(routes.filter((name) => !known.has(name))).toEqual([])
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

  test('is shut to who is not known, before anything of the request is read', async () => {
    const past = office.bearer(
      (
        await office.stores.apiTokens.create(
          { role: 'admin', unitId: 1, label: '', expiresAt: office.clock.now - 1 },
          { name: 'test', at: '2026-11-20' },
        )
      ).token,
    )
    const gone = (await office.as('lan').post('/api/tokens', { role: 'admin' })).body
    await office.as('lan').delete(`/api/tokens/${gone.id}`)
    const kiosk = await office.pairKiosk()
    const strangers = [office.nobody(), office.bearer('x'), past, office.bearer(gone.token), kiosk.caller]
    for (const route of routesOf(office.app).filter((each) => staff[nameOf(each)]))
      for (const [index, stranger] of strangers.entries()) {
        const reply = await stranger.call(route.method, route.url.replace(':id', '1').replace(':code', 'tinh'))
        expect([nameOf(route), index, reply.status, reply.body.code]).toEqual([
          nameOf(route),
          index,
          401,
          'not_signed_in',
        ])
      }
    for (const name of ofKiosks) {
      const [method, url] = name.split(' ') as [HTTPMethods, string]
      for (const stranger of [office.nobody(), office.as('lan')])
        expect([name, (await stranger.call(method, url)).body.code]).toEqual([name, 'unknown_device'])
    }
  })
})

/** The unit a caller belongs to, one below it, one beside it, and the one above it. */
const places = [
  ['own', 'tinh', 'tinh', true],
  ['child', 'tinh', 'xa-an', true],
  ['another tree', 'tinh', 'van-phong', false],
  ['sibling', 'xa-an', 'xa-binh', false],
  ['parent', 'xa-an', 'tinh', false],
] as const

describe.each(every)('a %s', (role) => {
  test.each(places)('at the unit: %s (of %s, about %s)', async (_place, own, about, inScope) => {
    const caller = await office.program(role, own)
    for (const [name, { roles, about: callFor, foreign = 403, granted = [200, 204] }] of cells()) {
      if (callFor === null) continue
      const status = await ask(caller, name, await callFor(about, office))
      const expected = !roles.includes(role) ? [403] : inScope ? granted : [foreign]
      expect(expected.map((each) => `${name} ${each}`)).toContain(`${name} ${status}`)
    }
  })

  test('about nothing but itself', async () => {
    const caller = await office.program(role, 'xa-an')
    for (const [name, { roles, about, body }] of cells()) {
      if (about !== null || name.endsWith('password')) continue
      const status = await ask(caller, name, { url: name.split(' ')[1]!, ...(body ? { body } : {}) })
      expect(`${name} ${roles.includes(role) ? isAllowed(status) : status}`).toBe(
        `${name} ${roles.includes(role) ? true : 403}`,
      )
    }
  })

  test('sees units of its own tree only', async () => {
    const units = async (own: string) =>
      (await (await office.program(role, own)).get('/api/units')).body.units.map((unit: { code: string }) => unit.code)
    expect(await units('tinh')).toEqual(['tinh', 'xa-an', 'xa-binh'])
    expect(await units('xa-an')).toEqual(['xa-an'])
    expect(await units('van-phong')).toEqual(['van-phong'])
  })
})

describe('a first password', () => {
  test('opens nothing but the session itself, until it is changed', async () => {
    const fresh = await officeOfTest()
    await fresh.database.transaction((trx) =>
      trx.updateTable('account').set({ must_change: 1 }).where('username', '=', 'lan').execute(),
    )
    const lan = fresh.as('lan')
    const free = ['GET /api/session', 'DELETE /api/session', 'PUT /api/session/password']
    for (const route of routesOf(fresh.app).filter((each) => staff[nameOf(each)] && !free.includes(nameOf(each)))) {
      const reply = await lan.call(route.method, route.url.replace(':id', '1').replace(':code', 'van-phong'))
      expect([nameOf(route), reply.status, reply.body.code]).toEqual([nameOf(route), 403, 'password_change_required'])
    }
    expect((await lan.get('/api/session')).body.mustChangePassword).toBe(true)
    const changed = await lan.put('/api/session/password', {
      current: 'mot-mat-khau-du-dai',
      next: 'mot-mat-khau-khac',
    })
    expect(changed.body.mustChangePassword).toBe(false)
    const cookie = String(changed.headers['set-cookie']).split(';')[0]!
    expect((await fresh.nobody().get('/api/satisfaction', { headers: { cookie } })).status).toBe(200)
  })
})
