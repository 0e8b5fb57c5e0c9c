import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ImportMapping } from '#contract/mapping'
import { CommandError } from '../../../server/cli/args.ts'
import type { Office } from './office.ts'
import { enterOffice, rowCounts } from './office.ts'

const folder = new URL('../../data/other_files/', import.meta.url)
const input = (name: string): Buffer => readFileSync(new URL(name, folder))
const usual = ImportMapping.parse(JSON.parse(input('map.json').toString()))
/** Without the column of comments, which some of the files lack. */
const bare = ImportMapping.parse({ ...usual, comment: undefined })

let office: Office
beforeEach(() => {
  office = enterOffice(Date.parse('2026-11-27T09:00:00+07:00'))
})
afterEach(() => office.leave())

/** How many responses there are of each day, half-day and area. */
const stored = () =>
  office.open(async ({ reads }) => {
    const rows = await reads
      .selectFrom('response')
      .leftJoin('area', 'area.id', 'response.area_id')
      .select(['local_date', 'half_day', 'area.code as area'])
      .orderBy('local_date')
      .orderBy('half_day')
      .execute()
    return rows.map(({ local_date, half_day, area }) => `${local_date} ${half_day === 0 ? 'S' : 'C'} ${area}`)
  })
const counts = ({ read, stored: taken, rejected }: { read: number; stored: number; rejected: number }) => [
  read,
  taken,
  rejected,
]

describe('a file as another program writes it is read as it was meant', () => {
  test.each([
    ['short-rows/in.csv', 32],
    ['short-rows/the-same-rows.xlsx', 32],
    ['trailing-comma-rows/in.csv', 20],
    ['sep-line/in.csv', 20],
    ['title-above/in.csv', 20],
    ['header-newline/in.csv', 1],
    ['blank-lines/in.csv', 3],
    ['x-serial-general/in.xlsx', 3],
    ['x-two-row-header/in.xlsx', 5],
    ['x-ghost-xfd/in.xlsx', 5],
    ['x-iso-date/in.xlsx', 3],
  ])('%s: every row', async (name, rows) => {
    const report = await office.import(input(name), usual)
    expect([counts(report), report.issues]).toEqual([[rows, rows, 0], []])
  })

  test('the same rows as CSV and as XLSX are the same responses', async () => {
    await office.import(input('short-rows/in.csv'), usual)
    expect(await office.import(input('short-rows/the-same-rows.xlsx'), usual)).toMatchObject({
      duplicate: 32,
      stored: 0,
    })
  })

  test('a date keeps its day whatever the cell holds: a serial number, a text of ISO 8601', async () => {
    await office.import(input('x-serial-general/in.xlsx'), usual)
    expect(await stored()).toEqual(['2026-03-01 S dat-dai', '2026-03-02 S dat-dai', '2026-03-03 S dat-dai'])
    await office.import(input('x-iso-date/in.xlsx'), usual)
    expect(await stored()).toHaveLength(3)
  })

  test('a cell merged over rows is said of each of them', async () => {
    const report = await office.import(input('x-merged-area/in.xlsx'), usual)
    expect([counts(report), report.sheet]).toEqual([[20, 20, 0], 'Sheet1'])
    const areas = (await stored()).map((row) => row.split(' ')[2])
    expect([areas.filter((area) => area === 'dat-dai'), areas.filter((area) => area === 'ho-tich')]).toEqual([
      Array.from({ length: 10 }, () => 'dat-dai'),
      Array.from({ length: 10 }, () => 'ho-tich'),
    ])
  })
})

describe('a time', () => {
  test('of a clock of twelve hours is a morning or an afternoon', async () => {
    const time = { column: 'Dấu thời gian', format: "yyyy/MM/dd h:mm:ss a 'GMT+7'" }
    const identity = { columns: ['Dấu thời gian', 'Mức độ hài lòng'], occurrence: true }
    for (const format of [time.format, 'yyyy/MM/dd h:mm:ss a z'])
      await office.import(input('gforms-ampm/in.csv'), { ...bare, time: { ...time, format }, identity })
    expect(await stored()).toEqual(['2026-03-15 S dat-dai', '2026-03-15 C dat-dai', '2026-03-15 C dat-dai'])
  })

  test('with a zone comes to the day it was in Vietnam', async () => {
    const time = { column: 'Thời gian', format: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX" }
    const report = await office.import(input('iso-zone/in.csv'), { ...usual, time })
    expect([counts(report), await stored()]).toEqual([
      [2, 2, 0],
      ['2026-03-31 C dat-dai', '2026-04-01 S dat-dai'],
    ])
  })

  test('in two columns is read from both', async () => {
    const time = { columns: ['Ngày', 'Giờ'], format: 'dd/MM/yyyy HH:mm' } satisfies ImportMapping['time']
    const report = await office.import(input('date-time-apart/in.csv'), { ...bare, time })
    expect([report.issues, await stored()]).toEqual([[], ['2026-03-15 S dat-dai', '2026-03-15 C dat-dai']])
  })

  test('column of both dates and texts is a warning before anything is stored', async () => {
    const before = await rowCounts(office)
    const content = input('x-mixed-swapped/in.xlsx')
    const dry = await office.import(content, usual, '--dry-run')
    const warning = { code: 'mixed_dates', column: 'Thời gian', value: '12 ngày (dates), 16 chữ (texts)' }
    expect([dry.read, dry.warnings]).toEqual([28, [warning]])
    await expect(office.import(content, usual)).rejects.toThrow(CommandError)
    await expect(office.import(content, usual)).rejects.toThrow('mixed_dates')
    expect(await rowCounts(office)).toEqual(before)
    const accepted: ImportMapping = { ...usual, time: { column: 'Thời gian', format: 'dd/MM/yyyy HH:mm', mixed: true } }
    expect(await office.import(content, accepted)).toEqual(dry)
  })

  test('of all rows needs no format where it is written as a date is everywhere', async () => {
    const content = input('blank-lines/in.csv')
    expect(await office.import(content, { ...usual, time: { value: '2021-09-15' } })).toMatchObject({ stored: 3 })
    expect(new Set(await stored())).toEqual(new Set(['2021-09-15 S dat-dai']))
    await expect(office.import(content, { ...usual, time: { value: '15.9.21' } })).rejects.toThrow('bad_time')
  })
})

describe('a row that is not new', () => {
  test('is told row by row where its number has lost its last digits', async () => {
    const report = await office.import(input('sci-ids/in.csv'), usual)
    expect(report).toMatchObject({ read: 5, stored: 1, duplicate: 0, repeated: 4 })
    const value = '2.02603E+14'
    expect(report.issues).toEqual([2, 3, 4, 5].map((row) => ({ row, column: 'Mã phiếu', code: 'repeated', value })))
    const again = await office.import(input('sci-ids/in.csv'), usual)
    expect(again).toMatchObject({ stored: 0, duplicate: 1, repeated: 4 })
  })

  test('is the same with other line ends and blanks in its comment, and a conflict only with other words', async () => {
    const [first, second] = ['as-exported.csv', 'saved-again-in-excel.csv'].map((name) =>
      input(`reimport-line-breaks/${name}`).toString(),
    )
    expect(await office.import(first!, usual)).toMatchObject({ stored: 1 })
    expect(await office.import(second!, usual)).toMatchObject({ stored: 0, duplicate: 1, conflict: 0 })
    expect(await office.import(second!, usual, '--dry-run')).toMatchObject({ duplicate: 1, conflict: 0 })
    expect(await office.import(second!.replace('dòng hai', ' dòng\u00a0 hai '), usual)).toMatchObject({ duplicate: 1 })
    const other = await office.import(second!.replace('dòng hai', 'dòng ba'), usual)
    expect(other).toMatchObject({
      conflict: 1,
      issues: [{ row: 1, column: 'Mã phiếu', code: 'conflict', value: 'P1' }],
    })
  })
})

test('blanks of every sort are one blank, and an issue shows what cannot be seen', async () => {
  const report = await office.import(input('nbsp/in.csv'), usual)
  expect([counts(report), report.issues]).toEqual([
    [6, 5, 1],
    [{ row: 6, column: 'Mức độ hài lòng', code: 'unknown_level', value: 'hài lòng' }],
  ])
  const odd = input('nbsp/in.csv').toString().replaceAll('lòng', 'lòng\u200b\u00a0lắm')
  const { issues } = await office.import(odd.replace('Mức độ hài lòng\u200b\u00a0lắm', 'Mức độ hài lòng'), usual)
  expect(issues[0]?.value).toBe('Hài[U+00A0]lòng[U+200B][U+00A0]lắm')
})
