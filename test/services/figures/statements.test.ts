import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { SqliteFile } from '../../../server/store/engine/sqlite/driver.ts'
import { createUnit } from '../../../server/store/office/units.ts'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

/** What every execution of a statement passes, whoever prepared it. */
const statements = prototypeOfStatements()
let office: Office
let manager: Caller
let officer: Caller

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an', stage: 'result' })
  const at = { answeredAt: '2026-09-10T08:00:00+07:00' }
  await kiosk.rate(Array<number>(20).fill(5), { ...at, area: 'dat-dai' })
  await kiosk.rate(Array<number>(20).fill(4), { ...at, area: 'ho-tich' })
  manager = await office.program('manager', 'xa-an')
  officer = await office.person('officer', 'xa-an', { areas: ['dat-dai'] })
  // The first calls of a day note the day, and questionnaires are parsed when they are first met.
  for (const caller of [manager, officer]) await caller.get('/api/satisfaction')
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => office.close())

function prototypeOfStatements(): { all(): unknown; get(): unknown; run(): unknown; iterate(): unknown } {
  const file = new SqliteFile(':memory:')
  const prototype: unknown = Object.getPrototypeOf(file.prepare('select 1'))
  file.close()
  return prototype as ReturnType<typeof prototypeOfStatements>
}

/** How many statements one request runs, recognising its caller included. */
async function statementsOf(caller: Caller, url: string): Promise<number> {
  const spies = (['all', 'get', 'run', 'iterate'] as const).map((way) => vi.spyOn(statements, way))
  const { status, text } = await caller.get(url)
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  return spies.reduce((sum, { mock }) => sum + mock.calls.length, 0)
}

/** The token, the unit, the areas with their groups, the forms, the targets; then what was received and answered. */
const MANAGER = 6
const COUNTS = 2
/** Those of them that a device took too soon after the one before. */
const QUICK = 1
/** The hours, the days with ratings, the first of them. */
const COVERAGE = 3
/** Those entered for the same months. */
const DOSSIERS = 1
const FIGURE = MANAGER + COVERAGE + COUNTS + QUICK + DOSSIERS
/** The unit with those below it once more, and the edition of the period. */
const CLOSED = 2

describe('a manager’s figure asks of the database', () => {
  test.each([
    ['by=total', FIGURE + CLOSED],
    ['by=area', FIGURE + CLOSED],
    ['by=group', FIGURE + CLOSED],
    // The editions of the months.
    ['by=month', FIGURE + CLOSED + 1],
    // The days of the children.
    ['by=unit', FIGURE + CLOSED + 1],
    ['by=stage&area=dat-dai', FIGURE + CLOSED],
    ['by=criterion', FIGURE + CLOSED + 1],
    ['by=week', FIGURE + CLOSED],
    // The names of procedures and of counters.
    ['by=procedure', FIGURE + CLOSED + 1],
    ['by=counter', FIGURE + CLOSED + 1],
    // No dossier is counted by the form that was filled in, and no edition has its answers apart.
    ['questionnaire=quay-nhanh@1&criterion=overall', FIGURE - DOSSIERS + 1],
  ])('%s', async (question, expected) => {
    expect(await statementsOf(manager, `/api/satisfaction?period=2026-Q3&${question}`)).toBe(expected)
  })

  test('the whole overview, each thing once', async () => {
    const groups = 2
    expect(await statementsOf(manager, '/api/satisfaction/overview?period=2026-Q3')).toBe(
      // Besides, how many came in quick succession.
      MANAGER + COVERAGE + (COUNTS + QUICK) * (2 + groups) + DOSSIERS + 1 + CLOSED,
    )
  })
})

test('what people want done better asks for the answers and the reasons beside the lists', async () => {
  // The targets are not looked at.
  expect(await statementsOf(manager, '/api/reasons?period=2026-Q3')).toBe(MANAGER - 1 + 2)
})

test('units side by side ask no more of the database however many there are', async () => {
  const superior = await office.program('superior', 'tinh')
  const url = '/api/satisfaction/units?unit=tinh&period=2026-Q3'
  await superior.get(url)
  const few = await statementsOf(superior, url)
  // A figure by unit and its land beside it, what was closed, and the family found once more.
  expect(few).toBeLessThanOrEqual(FIGURE + 1 + COUNTS + QUICK + 2)
  vi.restoreAllMocks()
  const parentId = await office.unitId('tinh')
  for (let at = 0; at < 170; at += 1)
    await office.database.transaction((trx) => createUnit(trx, { code: `xa-${at}`, name: `Xã ${at}`, parentId }))
  expect(await statementsOf(superior, url)).toBe(few)
})

describe('an officer’s figure asks for the own areas, the unit and what was closed, and counts nothing', () => {
  test.each([
    ['by=total', 4],
    ['by=area', 4],
    ['by=quarter', 4],
  ])('%s', async (question, expected) => {
    const closing = await office.as('minh').post('/api/editions', { period: '2026-Q3' })
    expect([200, 409]).toContain(closing.status)
    expect(await statementsOf(officer, `/api/satisfaction?period=2026-Q3&${question}`)).toBe(expected)
  })
})

describe('where dossiers are entered, a manager’s figure asks besides for the answers at the counters that return them', () => {
  beforeAll(async () => {
    const counts = [{ month: '2026-08', area: 'dat-dai', received: 5, early: 1, onTime: 3, late: 1, apologised: 0 }]
    await manager.put('/api/dossiers', { unit: 'xa-an', counts })
  })

  test.each(['total', 'area', 'month'])('by=%s', async (by) => {
    expect(await statementsOf(manager, `/api/satisfaction?period=2026-Q3&by=${by}`)).toBe(FIGURE + CLOSED + 1)
  })
})
