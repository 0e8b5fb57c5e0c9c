import { describe, expect, test } from 'vitest'
import type { DossierSheet } from '#contract/dossiers'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

type Numbers = readonly [
  received: number | null,
  early: number | null,
  onTime: number | null,
  late: number | null,
  apologised: number | null,
]

const cell = (month: string, area: string | null, [received, early, onTime, late, apologised]: Numbers) => ({
  ...{ month, area, received, early, onTime, late, apologised },
})
const nothing: Numbers = [null, null, null, null, null]
const year = 'from=2026-01-01&to=2026-12-31'

const enter = (office: Office, counts: readonly object[], more: object = {}) =>
  office.as('minh').put('/api/dossiers', { unit: 'xa-an', counts, ...more })

const sheet = async (office: Office, query: string): Promise<DossierSheet> => {
  const reply = await office.as('son').get(`/api/dossiers?${query}`)
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, ''])
  return reply.body as DossierSheet
}
const monthOf = (given: DossierSheet, month: string) => given.months.find((one) => one.month === month)!

describe('entered counts', () => {
  test('are given back with who entered them, beside months that are not entered', async () => {
    const office = await officeOfTest()
    const reply = await enter(office, [
      cell('2026-10', 'dat-dai', [52, 9, 36, 5, 4]),
      cell('2026-10', null, [7, 1, 2, 0, 0]),
    ])
    expect(reply.body).toMatchObject({ from: '2026-10-01', to: '2026-10-31', cutOffDay: null })
    const months = (await sheet(office, `unit=xa-an&${year}`)).months
    expect(months.filter(({ counts }) => counts.length > 0).map(({ month }) => month)).toEqual(['2026-10'])
    expect(months[9]!.counts).toEqual([
      { area: 'dat-dai', received: 52, early: 9, onTime: 36, late: 5, apologised: 4, at: '2026-11-20T09:00:00+07:00', by: 'minh', corrections: 0 },
      { area: null, received: 7, early: 1, onTime: 2, late: 0, apologised: 0, at: '2026-11-20T09:00:00+07:00', by: 'minh', corrections: 0 },
    ]) // prettier-ignore
    expect([months[9]!.ended, months[10]!.ended, months[10]!.begun, months[11]!.begun]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  test('are put right by a new fact; the newest counts, and the old one stays', async () => {
    const office = await officeOfTest()
    await enter(office, [cell('2026-10', 'dat-dai', [52, 9, 36, 5, 4])])
    await enter(office, [cell('2026-10', 'dat-dai', [52, 9, 35, 6, 4])])
    await enter(office, [cell('2026-10', 'dat-dai', [52, 9, 35, 6, 4])])
    const [now] = monthOf(await sheet(office, `unit=xa-an&${year}`), '2026-10').counts
    expect([now!.onTime, now!.late, now!.corrections]).toEqual([35, 6, 1])
    expect(rowsOf(office.file, 'select version, on_time, actor from dossier_count order by version')).toEqual([
      { version: 1, on_time: 36, actor: 'minh' },
      { version: 2, on_time: 35, actor: 'minh' },
    ])
    const change = () => tamperWith(office.file, (db) => db.exec('update dossier_count set late = 0'))
    expect(change).toThrow('append-only')
  })

  test('are taken back by entering nothing: the month is as if never entered', async () => {
    const office = await officeOfTest()
    await enter(office, [cell('2026-10', 'dat-dai', [52, 9, 36, 5, 4])])
    await enter(office, [cell('2026-10', 'dat-dai', nothing)])
    const { months, sums } = await sheet(office, 'unit=xa-an&from=2026-10-01&to=2026-10-31')
    expect([months[0]!.counts, sums.total.returned, sums.areas]).toEqual([[], null, []])
    await enter(office, [cell('2026-09', 'dat-dai', nothing)])
    expect(rowsOf(office.file, 'select month, version from dossier_count')).toHaveLength(2)
  })

  test('of the portal are kept by calendar month', async () => {
    const office = await officeOfTest()
    const portal = { dossiers: 2971, untroubled: 2348, petitions: 3, answered: 3, onTime: 2 }
    await enter(office, [], { portal: [{ month: '2026-08', ...portal }] })
    expect(monthOf(await sheet(office, `unit=xa-an&${year}`), '2026-08').portal).toMatchObject({
      ...portal,
      by: 'minh',
    })
  })

  test('leave one entry in the audit for each saving that says something new', async () => {
    const office = await officeOfTest()
    const counts = [cell('2026-09', 'dat-dai', [1, 1, 0, 0, 0]), cell('2026-10', 'ho-tich', [2, 2, 0, 0, 0])]
    await enter(office, counts)
    await enter(office, counts)
    const entries = rowsOf(office.file, `select actor, subject, detail from audit where action = 'dossiers.enter'`)
    expect(entries).toEqual([
      { actor: 'minh', subject: 'xa-an', detail: '{"cells":2,"from":"2026-09","to":"2026-10"}' },
    ])
  })
})

describe('sums', () => {
  test('are of the unit and all below it; a month that a unit has not entered is missing, never 0', async () => {
    const office = await officeOfTest()
    await enter(office, [cell('2026-09', 'dat-dai', [50, 10, 35, 5, 5]), cell('2026-10', 'dat-dai', [50, 8, 40, 2, 1])])
    await office
      .as('minh')
      .put('/api/dossiers', { unit: 'xa-an', counts: [cell('2026-10', 'ho-tich', [5, 5, 0, 0, 0])] })
    const binh = await office.person('manager', 'xa-binh')
    await binh.put('/api/dossiers', { unit: 'xa-binh', counts: [cell('2026-10', 'dat-dai', [100, 50, 50, 0, 0])] })
    const { sums } = await sheet(office, 'unit=tinh&from=2026-09-01&to=2026-10-31')
    expect(sums.total).toMatchObject({ received: 205, early: 73, onTime: 125, late: 7, apologised: 6, returned: 205 })
    expect(sums.total.timelyShare).toBeCloseTo(198 / 205, 12)
    expect(sums.areas.map(({ area, returned }) => [area, returned])).toEqual([
      ['ho-tich', 5],
      ['dat-dai', 200],
    ])
    expect(sums.missing).toEqual([{ unit: 'xa-binh', month: '2026-09' }])
  })

  test('miss the months of a unit that has ratings and no counts', async () => {
    const office = await officeOfTest({ release: 'live' })
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    await kiosk.rate([5, 5, 5], { answeredAt: '2026-10-05T09:00:00+07:00' })
    const missing = async (query: string) => (await sheet(office, `unit=tinh&${query}`)).sums.missing
    expect(await missing('from=2026-10-01&to=2026-10-31')).toEqual([{ unit: 'xa-an', month: '2026-10' }])
    expect(await missing('from=2026-09-01&to=2026-09-30')).toEqual([])
  })
})

test('months of an office that closes on the 14th are its own, and are not those of the calendar', async () => {
  const office = await officeOfTest()
  await office.as('minh').patch('/api/units/xa-an', { cutOffDay: 14 })
  const reply = await enter(office, [cell('2026-10', 'dat-dai', [52, 9, 36, 5, 4])])
  expect(reply.body).toMatchObject({ from: '2026-09-15', to: '2026-10-14', cutOffDay: 14 })
  expect((await sheet(office, 'unit=xa-an&from=2026-10-01&to=2026-10-31')).sums.total.returned).toBeNull()
  expect((await sheet(office, 'unit=xa-an')).from).toBe('2025-12-15')
})

describe('refuses', () => {
  test.each([
    ['a month to come', [cell('2026-12', 'dat-dai', [1, 1, 0, 0, 0])], 'counts.0.month', 'not_begun'],
    ['an area that nobody knows', [cell('2026-10', 'moi', [1, 1, 0, 0, 0])], 'counts.0.area', 'unknown_area'],
    [
      'a cell twice',
      [cell('2026-10', null, [1, 1, 0, 0, 0]), cell('2026-10', null, [2, 2, 0, 0, 0])],
      'counts.1',
      'repeated',
    ],
    [
      'more apologies than late dossiers',
      [cell('2026-10', null, [1, 1, 0, 1, 2])],
      'counts.0.apologised',
      'more_than_whole',
    ],
    ['a part of what was returned', [cell('2026-10', null, [1, 1, null, 1, null])], 'counts.0.onTime', 'required'],
    ['half a dossier', [cell('2026-10', null, [1.5, 1, 1, 1, null])], 'counts.0.received', 'not_integer'],
    ['less than nothing', [cell('2026-10', null, [-1, 1, 1, 1, null])], 'counts.0.received', 'too_small'],
    ['no month', [cell('2026-1', null, [1, 1, 1, 1, null])], 'counts.0.month', 'invalid_format'],
  ] as const)('%s, and stores nothing of the rest', async (_what, counts, path, code) => {
    const office = await officeOfTest()
    const reply = await enter(office, [...counts, cell('2026-09', 'ho-tich', [9, 9, 0, 0, 0])])
    expect([reply.status, reply.body.issues]).toEqual([400, [{ path, code }]])
    expect(rowsOf(office.file, 'select * from dossier_count')).toEqual([])
  })

  test.each([
    ['from=2026-10-02&to=2026-10-31', 'from', 'not_whole_months'],
    ['from=2026-10-01', 'to', 'required'],
    ['from=2026-10-01&to=2026-09-30', 'to', 'ends_before_start'],
    ['from=1990-01-01&to=2026-10-31', 'from', 'too_many'],
  ])('the question %s', async (query, path, code) => {
    const office = await officeOfTest()
    const reply = await office.as('hoa').get(`/api/dossiers?${query}`)
    expect([reply.status, reply.body.issues]).toEqual([400, [{ path, code }]])
  })
})
