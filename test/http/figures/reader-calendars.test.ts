import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SatisfactionRow } from '#contract/satisfaction'
import type { Caller } from '../../support/caller.ts'
import { satisfaction } from '../../support/figures.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
const readers: Record<string, Caller> = {}

/** The first day with answers is 1 September; one person came in the first half of October. */
const answers = [
  ['2026-09-10', 'ho-tich', 20, 0], ['2026-09-10', 'dat-dai', 30, 0],
  ['2026-09-20', 'ho-tich', 15, 12], ['2026-09-20', 'dat-dai', 30, 0],
  ['2026-10-10', 'ho-tich', 1, 0],
  ['2026-10-20', 'ho-tich', 20, 0], ['2026-10-20', 'dat-dai', 30, 12],
  ['2026-11-10', 'ho-tich', 20, 0], ['2026-11-10', 'dat-dai', 30, 12],
] as const // prettier-ignore

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const chief = await office.program('admin', 'xa-an')
  expect((await chief.patch('/api/units/xa-an', { cutOffDay: 14 })).status).toBe(200)
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  for (const [day, area, results, submissions] of answers)
    for (const [stage, count] of [['result', results], ['submit', submissions]] as const) // prettier-ignore
      if (count > 0)
        await kiosk.rate(Array.from({ length: count }, () => 4), { area, stage, answeredAt: `${day}T09:00:00+07:00` }) // prettier-ignore
  readers.supervisor = await office.person('supervisor', 'xa-an')
  readers.officer = await office.person('officer', 'xa-an')
  readers.registrar = await office.person('officer', 'xa-an', { areas: ['ho-tich'] })
})
afterAll(() => office.close())

const isShown = ({ answered }: SatisfactionRow) => answered !== null

describe('where reports close on the 14th', () => {
  const september = 'from=2026-09-01&to=2026-09-30'
  const fromMidSeptember = 'from=2026-09-15&to=2026-10-14'

  test.each([
    ['supervisor', ''],
    ['supervisor', '&group=chung'],
    ['supervisor', '&stage=result'],
    ['supervisor', '&area=ho-tich'],
    ['officer', ''],
    ['officer', '&stage=result'],
    ['officer', '&group=chung'],
    ['registrar', ''],
  ])('the %s asking "%s" does not see both ways of dividing the autumn', async (who, filter) => {
    const seen = []
    for (const range of [september, fromMidSeptember])
      seen.push(isShown((await satisfaction(readers[who]!, range + filter)).total))
    // Less what September holds from its 15th day, the report month would be the one answer of October.
    expect(seen).toEqual([true, false])
  })

  test('a quarter of the calendar does not give it away either, nor the table by area', async () => {
    const { rows } = await satisfaction(readers.supervisor!, `${fromMidSeptember}&by=area`)
    expect(rows.filter(isShown)).toEqual([])
    expect(isShown((await satisfaction(readers.supervisor!, 'from=2026-10-01&to=2026-10-31')).total)).toBe(false)
    expect(isShown((await satisfaction(readers.supervisor!, 'from=2026-07-01&to=2026-09-30')).total)).toBe(true)
  })

  test('whoever sees the unit among others, by a calendar of theirs, does not see more', async () => {
    const province = await office.person('supervisor', 'tinh')
    const commune = async (range: string) =>
      (await satisfaction(province, `${range}&by=unit`)).rows.find(({ key }) => key === 'xa-an')!
    expect(isShown(await commune(september))).toBe(true)
    expect(isShown(await commune('from=2026-10-01&to=2026-10-31'))).toBe(false)
  })

  test('both are shown where every half-month between them holds enough or nobody', async () => {
    const of = async (range: string) => (await satisfaction(readers.supervisor!, range)).total.answered
    expect([await of('from=2026-08-15&to=2026-09-14'), await of(september)]).toEqual([50, 107])
  })
})
