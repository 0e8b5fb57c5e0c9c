import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import type { CriteriaTables } from '#contract/tables'
import { managerPolicy } from '#core/disclosure/suppression'
import { cellText } from '#core/tables/cell-text'
import { percentText, tablePercent } from '#core/words/format'
import { isRefusal } from '../../../server/services/refusal.ts'
import { answerCriteriaTables } from '../../../server/services/tables/answer-criteria-tables.ts'
import { createEditions } from '../../../server/store/editions/editions.ts'
import { createFigures } from '../../../server/store/figures/figures.ts'
import { parseQuestionnaire } from '../../../server/stores.ts'
import type { Office } from '../../cli/imports/office.ts'
import { enterOffice } from '../../cli/imports/office.ts'

/** Figures that Vietnamese authorities have published (test/data/vn_reports, each with its ORIGIN.md). */
function published(folder: string): readonly (readonly string[])[] {
  const file = new URL(`../../data/vn_reports/${folder}/table.csv`, import.meta.url)
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) =>
    [...line.matchAll(/"([^"]*)"|([^,]+)|(?<=,)(?=,|$)/g)].map(([all, quoted]) => quoted ?? all),
  )
}
/** `98.23` as it is printed here. */
const printed = (percent = ''): string => percent.replace('.', ',')

let office: Office
beforeAll(() => {
  office = enterOffice(Date.parse('2024-04-20T12:00:00+07:00'))
})
afterAll(() => office.leave())

/** Imports so many answers of each level to each criterion of a form of others, and reads its table. */
async function tableOf(form: string, criteria: Readonly<Record<string, Readonly<Record<string, number>>>>) {
  const codes = Object.keys(criteria)
  const people = Math.max(...Object.values(criteria).map((counts) => Object.values(counts).reduce((a, b) => a + b, 0)))
  const columns = Object.values(criteria).map((counts) =>
    Object.entries(counts).flatMap(([level, count]) => Array.from({ length: count }, () => level)),
  )
  const rows = Array.from({ length: people }, (_, at) => [at, ...columns.map((levels) => levels[at] ?? '')].join(','))
  const mapping: ImportMapping = {
    questionnaire: `${form}@1`,
    criteria: Object.fromEntries(codes.map((code) => [code, { label: code }])),
    time: { value: '2024-02-01' },
    answers: Object.fromEntries(codes.map((code) => [code, { column: code }])),
    identity: { columns: ['id'], source: form },
  }
  const report = await office.import([['id', ...codes].join(','), ...rows].join('\n'), mapping)
  expect([report.stored, report.rejected]).toEqual([people, 0])
  const reply = await office.open(async (database) => {
    const figures = createFigures(database, parseQuestionnaire)
    const { unit } = (await figures.family({ code: 'van-phong' }))!
    const audience = { unitId: unit.id, policy: managerPolicy, areas: null }
    return answerCriteriaTables(
      { query: { period: '2024-Q1' }, audience, now: Date.parse('2024-04-20') },
      { figures, editions: createEditions(database) },
    )
  })
  if (isRefusal(reply)) throw new Error(reply.refused)
  return reply.tables.find((each) => each.form === form)!
}

type CriteriaTable = CriteriaTables['tables'][number]
const rowOf = ({ table }: CriteriaTable, key: string) => table.rows.find((row) => row.key === key)!.cells
const percentOf = (table: CriteriaTable, key: string) => cellText(rowOf(table, key)[9]!)
/** The answers of a level in the table. */
const countAt = (table: CriteriaTable, key: string, level: number): number => {
  const cell = rowOf(table, key)[2 + level]!
  return cell.kind === 'count' ? cell.count : Number.NaN
}

describe('what was published comes out of the product to the printed digit', () => {
  test('Đà Nẵng 2014: 12,394 answers to two questions, each level', async () => {
    const rows = published('danang_2014_6m')
    const [service, staff] = [rows.slice(0, 3), rows.slice(3)]
    const levels = [5, 3, 2]
    const countsOf = (part: typeof rows) => Object.fromEntries(part.map((row, at) => [levels[at], Number(row[2])]))
    const table = await tableOf('da-nang-2014', { 'dich-vu': countsOf(service), 'cong-chuc': countsOf(staff) })
    for (const [key, part] of [
      ['dich-vu', service],
      ['cong-chuc', staff],
    ] as const) {
      expect(percentOf(table, key)).toBe(printed(part[0]?.[5]))
      expect(part.map((row, at) => tablePercent(countAt(table, key, levels[at]!) / Number(row[4])))).toEqual(
        part.map((row) => printed(row[5])),
      )
    }
  }, 60_000)

  test('Đà Nẵng 2020: one of one and one of three are no percentage, the others are', async () => {
    const criteria = published('danang_2020_n1').map(([, , count, whole], at): [string, Record<number, number>] => [
      `q${at}`,
      { 5: Number(count), 2: Number(whole) - Number(count) },
    ])
    const percents = async (form: string, part: typeof criteria) => {
      const table = await tableOf(form, Object.fromEntries(part))
      return part.map(([code]) => percentOf(table, code))
    }
    expect(await percents('da-nang-few', criteria.slice(0, 2))).toEqual(['–', '–'])
    expect(await percents('da-nang-2020', criteria.slice(2))).toEqual(['1,41', '7,32'])
    // Beside few answers one more row says nothing, or the few could be worked out.
    expect(await percents('da-nang-all', criteria)).toEqual(['–', '–', '1,41', '–'])
  })

  test('Đồng Tháp 2022: who has not answered yet is in no denominator', async () => {
    const table = await tableOf('dong-thap-2022', { 'tra-loi': { 5: 419, 9: 23 } })
    expect([percentOf(table, 'tra-loi'), cellText(rowOf(table, 'tra-loi')[8]!)]).toEqual(['100,00', '23'])
    for (const [, , value = '', , percent = ''] of published('dongthap_1022')) {
      const [part, whole] = value.split('/').map(Number)
      if (whole !== undefined && percent !== '100') expect(tablePercent(part! / whole)).toBe(printed(percent))
    }
  })

  test('Nha Trang 2020: all but the one that was bent so that its column adds up to 100', () => {
    const rows = published('nha_trang_239').filter((row) => (row[4] ?? '') !== '')
    const ours = rows.map(([, , count]) => percentText(Number(count) / 239).slice(0, -1))
    const theirs = rows.map((row) => printed(row[4]))
    expect(ours.flatMap((text, at) => (text === theirs[at] ? [] : [[text, theirs[at]]]))).toEqual([['35,6', '35,5']])
    const tenths = rows.flatMap(([variable], at) =>
      variable === 'trinh_do' ? [Number(ours[at]?.replace(',', ''))] : [],
    )
    expect(tenths.reduce((a, b) => a + b)).toBe(1001)
  })

  test('SIPAS 2024: the shares of three answers of 36,525 people', () => {
    const shares = published('sipas_2022_2024').filter(
      ([year, , item]) => year === '2024' && item?.includes('phiền hà'),
    )
    expect([32_894, 3_280, 351].map((count) => tablePercent(count / 36_525))).toEqual(
      shares.map((row) => printed(row[3])),
    )
  })
})
