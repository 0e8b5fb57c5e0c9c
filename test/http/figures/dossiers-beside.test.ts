import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SatisfactionRow } from '#contract/satisfaction'
import { finiteInterval } from '#core/statistics/interval'
import { satisfaction } from '../../support/figures.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'

const cell = (month: string, area: string | null, numbers: readonly number[]) => {
  const [received, early, onTime, late, apologised] = numbers
  return { month, area, received, early, onTime, late, apologised }
}
const times = (count: number, level: number) => Array<number>(count).fill(level)

let office: Office
beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const an = await office.pairKiosk({ unit: 'xa-an', counter: 'Trả kết quả', stage: 'result' })
  const at = (day: string, area: string) => ({ answeredAt: `${day}T09:00:00+07:00`, area })
  // 40 of the 50 dossiers of the area are rated, 36 of them well; of 200 of the other 20.
  await an.rate([...times(36, 5), ...times(4, 2)], at('2026-09-10', 'dat-dai'))
  await an.rate(times(20, 4), at('2026-10-12', 'ho-tich'))
  const binh = await office.pairKiosk({ unit: 'xa-binh' })
  await binh.rate(times(30, 4), at('2026-09-15', 'ho-tich'))
  const target = { unit: 'xa-an', group: 'chung', operator: '>=', validFrom: '2026-01-01', validTo: '2026-12-31' }
  const manager = office.as('minh')
  await manager.post('/api/targets', { ...target, measure: 'timeliness', value: 0.98, document: 'KH 1' })
  await manager.post('/api/targets', { ...target, measure: 'early', value: 0.3, document: 'KH 1' })
  const counts = [cell('2026-09', 'dat-dai', [55, 20, 29, 1, 1]), cell('2026-10', 'ho-tich', [210, 48, 150, 2, 0])]
  await manager.put('/api/dossiers', { unit: 'xa-an', counts })
})
afterAll(() => office.close())

const ask = (query: string) => satisfaction(office.as('minh'), query)
const twoMonths = 'from=2026-09-01&to=2026-10-31'
const known = ({ key, dossiers, coverage }: SatisfactionRow) => [
  key, dossiers?.returned ?? null, coverage && [coverage.answered, coverage.returned, coverage.level],
] // prettier-ignore

describe('beside a figure stand the dossiers of its cell', () => {
  test('with coverage, and the worst and the best case where most have rated', async () => {
    const { rows, total } = await ask(`${twoMonths}&by=area`)
    expect([...rows, total].map(known)).toEqual([
      ['ho-tich', 200, [20, 200, 'low']],
      ['dat-dai', 50, [40, 50, 'high']],
      ['total', 250, [60, 250, 'low']],
    ])
    expect(rows[1]!.coverage?.bounds).toEqual({ low: 0.72, high: 0.92 })
    expect([rows[0]!.coverage?.bounds, total.coverage?.bounds]).toEqual([null, null])
    expect(rows[1]!.intervalFinite).toEqual(finiteInterval({ satisfied: 36, answered: 40 }, 50))
  })

  test('with the shares returned in time and before time, each against the target of its kind', async () => {
    const { total } = await ask(twoMonths)
    expect(total.dossiers).toMatchObject({
      counts: { received: 265, early: 68, onTime: 179, late: 3, apologised: 1 },
      missing: 0,
      timeliness: { share: 247 / 250, target: { value: 0.98 }, verdict: 'met' },
      early: { share: 68 / 250, target: { value: 0.3 }, verdict: 'missed' },
    })
    expect(total.target).toBeNull()
  })

  test.each([
    [
      'by=group',
      [
        ['chung', 250, [60, 250, 'low']],
        ['dat-dai-xay-dung', 50, [40, 50, 'high']],
        ['nhay-cam', 250, [60, 250, 'low']],
      ],
    ],
    [
      'by=month',
      [
        ['2026-09', 50, [40, 50, 'high']],
        ['2026-10', 200, [20, 200, 'low']],
      ],
    ],
    ['group=dat-dai-xay-dung', [['total', 50, [40, 50, 'high']]]],
    ['area=ho-tich', [['total', 200, [20, 200, 'low']]]],
    ['by=stage', [['result', null, null]]],
    ['stage=result', [['total', null, null]]],
    ['by=counter', [['Trả kết quả', null, null]]],
  ])('in the breakdowns that dossiers have as well: %s', async (query, rows) => {
    expect((await ask(`${twoMonths}&${query}`)).rows.map(known)).toEqual(rows)
  })

  test('for whole months alone', async () => {
    expect(known((await ask('from=2026-09-01&to=2026-10-14')).total)).toEqual(['total', null, null])
  })
})

test('a month that one unit has not entered is missing: no coverage, no interval and no verdict', async () => {
  const { rows, total } = await satisfaction(office.as('son'), `unit=tinh&${twoMonths}&by=unit`)
  expect(rows.map(known)).toEqual([
    ['xa-an', 250, [60, 250, 'low']],
    ['xa-binh', null, null],
  ])
  expect(known(total)).toEqual(['total', 250, null])
  expect([total.dossiers?.missing, total.intervalFinite]).toEqual([2, null])
  const three = await ask('from=2026-08-01&to=2026-10-31')
  expect([three.total.dossiers?.missing, three.total.dossiers?.early.verdict]).toEqual([1, null])
})

test('answers of people who came to hand in or to ask are none about a dossier returned', async () => {
  const fresh = await officeOfTest({ release: 'live' })
  const at = { answeredAt: '2026-10-12T09:00:00+07:00', area: 'ho-tich' }
  const kiosk = await fresh.pairKiosk({ unit: 'xa-an' })
  await kiosk.rate(times(30, 5), { ...at, stage: 'submit' })
  await kiosk.rate(times(30, 5), { ...at, stage: 'result' })
  await kiosk.rate(times(10, 5), { ...at, stage: null })
  await fresh
    .as('minh')
    .put('/api/dossiers', { unit: 'xa-an', counts: [cell('2026-10', 'ho-tich', [50, 0, 50, 0, 0])] })
  const { total } = await satisfaction(fresh.as('minh'), 'period=2026-10')
  expect([total.answered, known(total), total.intervalFinite]).toEqual([70, ['total', 50, [40, 50, 'high']], null])
  expect(total.coverage?.bounds).toEqual({ low: 0.8, high: 1 })
})

test.each(['officer', 'supervisor'] as const)('a %s is told nothing of it', async (role) => {
  const closing = await office.as('minh').post('/api/editions', { period: '2026-Q3' })
  expect([200, 409]).toContain(closing.status)
  const { rows } = await satisfaction(await office.person(role, 'xa-an'), 'period=2026-Q3&by=area')
  expect(rows.length).toBeGreaterThan(0)
  for (const { dossiers, coverage, intervalFinite } of rows)
    expect([dossiers, coverage, intervalFinite]).toEqual([null, null, null])
})
