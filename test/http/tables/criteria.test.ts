import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CriteriaTables } from '#contract/tables'
import { cellText } from '#core/tables/cell-text'
import { shipped } from '../../../server/shipped.ts'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office

const form = (code: string) => shipped.questionnaires.findLast((each) => each.code === code)
const answersOf = (code: string, level: number | null) =>
  Object.fromEntries((form(code)?.criteria ?? []).map((criterion) => [criterion.code, level]))

/** In October so many people answer the form of 16, some in September, four another one in November; five tap a face. */
beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  const fill = (code: string, answers: object, count: number, day: string) =>
    kiosk.send(
      ...Array.from({ length: count }, () =>
        kiosk.tap({ questionnaire: `${code}@1`, answers, answeredAt: `${day}T09:00:00+07:00` }),
      ),
    )
  const survey = answersOf('sipas-dvhcc-16', 4)
  await fill('sipas-dvhcc-16', survey, 30, '2026-10-10')
  await fill('sipas-dvhcc-16', { ...survey, 'thai-do': 2, 'xu-ly': null }, 10, '2026-10-11')
  await fill('sipas-dvhcc-16', { ...answersOf('sipas-dvhcc-16', 3), 'bien-hieu': 5 }, 20, '2026-09-10')
  await fill('phieu-9', answersOf('phieu-9', 5), 6, '2026-10-02')
  await fill('phieu-9', answersOf('phieu-9', 1), 4, '2026-11-05')
  await kiosk.rate([1, 1, 1, 1, 1], { answeredAt: '2026-10-10T09:00:00+07:00' })
})
afterAll(() => office.close())

async function tablesOf(caller: Caller, query: string): Promise<CriteriaTables> {
  const reply = await caller.get(`/api/tables/criteria?${query}`)
  if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`)
  return reply.body as CriteriaTables
}
const rowsOf = (reply: CriteriaTables, code: string) => {
  const { table } = reply.tables.find((each) => each.form === code)!
  return new Map(table.rows.map(({ key, cells }) => [key, cells.map(cellText).slice(2).join(' ')]))
}

describe('tables of criteria', () => {
  test('are one for each form that was answered; taps on the faces enter none', async () => {
    const reply = await tablesOf(office.as('son'), 'unit=tinh&period=2026-10')
    expect(reply.tables.map((table) => [table.form, table.versions])).toEqual([
      ['sipas-dvhcc-16', [1]],
      ['phieu-9', [1]],
    ])
    expect(reply.range).toEqual({
      from: '2026-10-01',
      to: '2026-10-31',
      words: 'tháng 10 năm 2026',
      edition: null,
    })
    expect(reply.previous.words).toBe('tháng 9 năm 2026')
    const rows = rowsOf(reply, 'sipas-dvhcc-16')
    expect(rows.get('thai-do')).toBe('40 0 10 0 30 0 0 75,00 0,00 +75,00')
    expect(rows.get('xu-ly')).toBe('30 0 0 0 30 0 10 100,00 0,00 +100,00')
    expect(rows.get(':cong-chuc')).toBe('120 0 10 0 110 0 0 91,67 0,00 +91,67')
    expect(rows.get(':tiep-can')).toBe('120 0 0 0 120 0 0 100,00 33,33 +66,67')
    expect(rows.get(':chung')).toBe('630 0 10 0 620 0 10 98,41 6,25 +92,16')
    expect(rows.get('overall')).toBe('40 0 0 0 40 0 0 100,00 0,00 +100,00')
  })

  test('of a form that does not ask the overall question have no such row', async () => {
    const rows = rowsOf(await tablesOf(office.as('hoa'), 'period=2026-10'), 'phieu-9')
    expect([...rows.keys()].slice(-1)).toEqual([':chung'])
    expect(rows.get(':chung')).toBe('54 0 0 0 0 54 0 100,00 – –')
  })

  test('of four people say nothing of them', async () => {
    const rows = rowsOf(await tablesOf(office.as('hoa'), 'period=2026-11'), 'phieu-9')
    expect([...new Set(rows.values())]).toEqual(['– – – – – – – – 100,00 –'])
  })

  test('are there for free ranges of half-months, and for no other days', async () => {
    const hoa = office.as('hoa')
    const reply = await tablesOf(hoa, 'from=2026-10-01&to=2026-10-14')
    expect(reply.previous).toEqual({ from: '2025-10-01', to: '2025-10-14', words: 'cùng kỳ năm trước', edition: null })
    expect((await hoa.get('/api/tables/criteria?from=2026-10-02&to=2026-10-14')).body).toMatchObject({
      code: 'invalid_request',
      issues: [{ path: 'from', code: 'not_half_months' }],
    })
  })

  test('are empty where no form with criteria was answered', async () => {
    expect((await tablesOf(office.as('hoa'), 'period=2025')).tables).toEqual([])
  })

  test('of a closed period stay as they were closed, whatever comes later', async () => {
    const manager = await office.person('manager', 'xa-an')
    const asked = async () => {
      const figures = ['area', 'stage', 'site', 'answeredBy'].map(async (by) => {
        const reply = await manager.get(`/api/tables/figures?period=2026-10&by=${by}`)
        return (reply.body as { table: object }).table
      })
      const { tables, range } = await tablesOf(manager, 'period=2026-10')
      return { tables, figures: await Promise.all(figures), isClosed: range.edition !== null }
    }
    const running = await asked()
    expect((await manager.post('/api/editions', { period: '2026-10' })).status).toBe(200)
    const kiosk = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy muộn' })
    const late = { answeredAt: '2026-10-20T09:00:00+07:00' }
    await kiosk.rate([1, 1, 1, 1, 1, 1], late)
    const answers = answersOf('phieu-9', 1)
    await kiosk.send(...Array.from({ length: 6 }, () => kiosk.tap({ questionnaire: 'phieu-9@1', answers, ...late })))
    expect(await asked()).toEqual({ ...running, isClosed: true })
  })
})
