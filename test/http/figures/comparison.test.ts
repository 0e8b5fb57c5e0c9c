import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UnitComparison } from '#contract/comparison'
import { createUnit } from '../../../server/store/office/units.ts'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
let superior: Caller

/** Satisfied and dissatisfied answers of each unit in quý III, in land and elsewhere. */
const rated: Readonly<Record<string, readonly [land: readonly number[], others: readonly number[]]>> = {
  'xa-an': [[40, 10], [50, 0]],
  'xa-binh': [[30, 0], [20, 30]],
  'thon-binh': [[0, 0], [20, 0]],
  'xa-chau': [[2, 0], [1, 0]],
} // prettier-ignore

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const add = async (code: string, name: string, parent: string) => {
    const parentId = await office.unitId(parent)
    await office.database.transaction((trx) => createUnit(trx, { code, name, parentId }))
  }
  await add('xa-chau', 'Ấp Châu', 'tinh')
  await add('thon-binh', 'Điểm tiếp nhận Bình', 'xa-binh')
  for (const [unit, parts] of Object.entries(rated)) {
    const kiosk = await office.pairKiosk({ unit })
    for (const [at, [satisfied = 0, others = 0]] of parts.entries()) {
      const levels = [...Array<number>(satisfied).fill(5), ...Array<number>(others).fill(2)]
      const fields = { answeredAt: '2026-09-10T09:00:00+07:00', area: at === 0 ? 'dat-dai' : 'ho-tich' }
      if (levels.length > 0) await kiosk.rate(levels, fields)
    }
  }
  const manager = await office.program('manager', 'xa-an')
  for (const period of ['2026-Q3', '2026-6M', '2026-08'])
    expect((await manager.post('/api/editions', { period })).status).toBe(200)
  superior = office.as('son')
})
afterAll(() => office.close())

async function compare(query: string, caller = superior): Promise<UnitComparison> {
  const { status, text, body } = await caller.get(`/api/satisfaction/units?${query}`)
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  return body as UnitComparison
}

describe('units side by side', () => {
  test('stand in the order of their names, with what lies below them, and those without ratings too', async () => {
    const { units, pooled } = await compare('unit=tinh&period=2026-Q3')
    expect(units.map(({ name }) => name)).toEqual(['Ấp Châu', 'Đơn vị xa-an', 'Đơn vị xa-binh'])
    expect(units.map(({ figure }) => [figure.answered, figure.satisfiedShare])).toEqual([
      [null, null],
      [100, 0.9],
      [100, 0.7],
    ])
    expect(units.map(({ members }) => members)).toEqual([['xa-chau'], ['xa-an'], ['xa-binh', 'thon-binh']])
    expect([pooled.answered, pooled.satisfiedShare]).toEqual([203, 163 / 203])
  })

  test('give land and construction apart, and nothing of three', async () => {
    const { units } = await compare('unit=tinh&period=2026-Q3')
    expect(units.map(({ land }) => [land?.answered, land?.satisfiedShare, land?.suppressed])).toEqual([
      [null, null, 'few'],
      [50, 0.8, null],
      [30, 1, null],
    ])
  })

  test('say which period each closed last', async () => {
    const { units } = await compare('unit=tinh&period=2026-Q3')
    expect(units.map(({ closed }) => closed?.period ?? null)).toEqual([null, '2026-Q3', null])
  })

  test('of a unit with answers of its own and a unit below hold both', async () => {
    const manager = await office.program('manager', 'xa-binh')
    const { units } = await compare('period=2026-Q3', manager)
    expect(units.map(({ code, members, figure }) => [code, members, figure.answered])).toEqual([
      ['thon-binh', ['thon-binh'], 20],
      ['xa-binh', ['xa-binh'], 80],
    ])
  })

  test.each([
    ['unit=van-phong', 403, 'outside_scope'],
    ['unit=nowhere', 404, 'unknown_unit'],
    ['period=soon', 400, 'invalid_request'],
  ])('are refused where they are not the caller’s: %s', async (query, status, code) => {
    const { body, ...reply } = await superior.get(`/api/satisfaction/units?${query}`)
    expect([reply.status, body.code]).toEqual([status, code])
  })
})
