import type { HTTPMethods } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#contract/people/roles'
import type { Caller, Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { routesOf } from '../../support/routes.ts'
import { staff } from './access-table.ts'
import type { Call, Row } from './row.ts'
import { every, withAccount } from './row.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** The staff routes this office has, each with its row. */
const rows = (): (readonly [name: string, row: Row])[] =>
  routesOf(office.app).flatMap(({ method, url }) => {
    const row = staff[`${method} ${url}`]
    return row ? [[`${method} ${url}`, row] as const] : []
  })

const ask = (caller: Caller, name: string, { url, body }: Call): Promise<Reply> =>
  caller.call(name.split(' ')[0] as HTTPMethods, url, body === undefined ? {} : { payload: body })

/** What nobody changes when they are refused is made once. */
const made = new Map<string, Promise<Call> | Call>()
function onceMade(name: string, about: string, make: () => Promise<Call> | Call): Promise<Call> | Call {
  const key = `${name} ${about}`
  const known = made.get(key) ?? make()
  made.set(key, known)
  return known
}

/** A refusal tells nothing of the unit it is about: neither its code nor its name. */
const tells = ({ text, headers }: Reply, unit: string): boolean => `${text} ${JSON.stringify(headers)}`.includes(unit)

const grantedTo = (role: Role, row: Row): readonly number[] => row.grantedTo?.[role] ?? row.granted ?? [200, 204]

/** The unit a caller belongs to, one below it, one beside it, and the one above it. */
const places = [
  ['its own', 'tinh', 'tinh', true],
  ['a child', 'tinh', 'xa-an', true],
  ['one of another tree', 'tinh', 'van-phong', false],
  ['a sibling', 'xa-an', 'xa-binh', false],
  ['its parent', 'xa-an', 'tinh', false],
] as const

const callers: readonly (readonly [kind: string, role: Role])[] = [
  ...every.map((role) => ['session', role] as const),
  ...withAccount.map((role) => ['token', role] as const),
]
const callerOf = (kind: string, role: Role, unit: string): Promise<Caller> =>
  kind === 'token' && role !== 'supervisor' ? office.program(role, unit) : office.person(role, unit)

describe.each(callers)('by a %s, a %s', (kind, role) => {
  test.each(places)('asks about a unit: %s (of %s, about %s)', async (_place, own, about, inScope) => {
    const caller = await callerOf(kind, role, own)
    for (const [name, row] of rows()) {
      const { about: make } = row
      if (make === null) continue
      const mayAsk = row.roles.includes(role)
      const call = await (mayAsk && inScope ? make(about, office) : onceMade(name, about, () => make(about, office)))
      const reply = await ask(caller, name, call)
      const expected = !mayAsk ? [403] : inScope ? grantedTo(role, row) : [row.foreign ?? 403]
      expect(expected.map((status) => `${name} ${status}`)).toContain(`${name} ${reply.status}`)
      if (!mayAsk || !inScope) expect([name, tells(reply, about)]).toEqual([name, false])
    }
  })

  test('asks about nothing but itself, and hears nothing of other units', async () => {
    const [caller, leaving] = [await callerOf(kind, role, 'xa-an'), await callerOf(kind, role, 'xa-an')]
    for (const [name, row] of rows()) {
      if (row.about !== null) continue
      const url = row.url ?? name.split(' ')[1] ?? ''
      // Signing out would shut the rest.
      const asking = name === 'DELETE /api/session' ? leaving : caller
      const reply = await ask(asking, name, row.body === undefined ? { url } : { url, body: row.body })
      const mayAsk = row.roles.includes(role) && !(row.sessionOnly === true && kind === 'token')
      const expected = mayAsk ? grantedTo(role, row) : [403]
      expect(expected.map((status) => `${name} ${status}`)).toContain(`${name} ${reply.status}`)
      for (const foreign of row.common ? [] : ['xa-binh', 'van-phong'])
        expect([name, foreign, tells(reply, foreign)]).toEqual([name, foreign, false])
    }
  })

  test('sees units of its own tree only', async () => {
    const units = async (own: string) =>
      (await (await callerOf(kind, role, own)).get('/api/units')).body.units.map((unit: { code: string }) => unit.code)
    expect(await units('tinh')).toEqual(['tinh', 'xa-an', 'xa-binh'])
    expect(await units('xa-an')).toEqual(['xa-an'])
    expect(await units('van-phong')).toEqual(['van-phong'])
  })
})
