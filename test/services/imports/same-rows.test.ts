import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, expect, test, vi } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import { openImport } from '../../../server/services/imports/import-file.ts'
import { createRowMapper } from '../../../server/services/imports/row-mapper.ts'

vi.setConfig({ testTimeout: 120_000 })
const folder = mkdtempSync(join(tmpdir(), 'hailong-rows-'))
afterAll(() => rmSync(folder, { recursive: true }))

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  area: { column: 'Lĩnh vực' },
  time: { column: 'Thời gian', format: 'dd/MM/yyyy HH:mm' },
  answers: { overall: { column: 'Mức độ hài lòng', levels: { 'Hài lòng': 4, 'Rất hài lòng': 5, '3': 3 } } },
  comment: { column: 'Ý kiến' },
  identity: { columns: ['Mã phiếu', 'Thời gian'] },
}
const header = ['Mã phiếu', 'Thời gian', 'Lĩnh vực', 'Mức độ hài lòng', 'Ý kiến'] as const

type Cell = string | Date
const rows = fc.array(
  fc.tuple(
    fc.constantFrom('P1', '0002', '2,5', 'a;b', 'x|y', '"q"', '1.001190'),
    fc.integer({ min: 0, max: 500_000 }).map((minutes) => new Date(Date.UTC(2025, 0, 1) + minutes * 60_000)),
    fc.constantFrom('', 'dat-dai', 'ho-tich'),
    fc.constantFrom('Hài lòng', 'Hài\u00a0 lòng', '\u200bRất hài lòng', '3', 'lạ', ''),
    fc.constantFrom('', 'tốt', 'dòng\nhai', 'có "ngoặc", phẩy; chấm\tvà |', '  cách  '),
  ),
  { minLength: 1, maxLength: 12 },
)
const style = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', '^'),
  marks: fc.integer({ min: 0, max: 2 }),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
  shortened: fc.boolean(),
  trailing: fc.integer({ min: 0, max: 3 }),
  blankAt: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
  titles: fc.constantFrom([], ['PHIẾU ĐÁNH GIÁ'], ['UBND phường, quận', 'Tháng 3/2026']),
  oddHeader: fc.boolean(),
})
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never

const two = (part: number): string => String(part).padStart(2, '0')
const asText = (cell: Cell): string =>
  typeof cell === 'string'
    ? cell
    : `${two(cell.getUTCDate())}/${two(cell.getUTCMonth() + 1)}/${cell.getUTCFullYear()} ${two(cell.getUTCHours())}:${two(cell.getUTCMinutes())}`

function csvOf(table: readonly (readonly Cell[])[], look: Style): string {
  const { delimiter, quoteAll } = look
  const cell = (text: string): string =>
    quoteAll || /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  const line = (cells: readonly string[], pad = 0): string => {
    const kept = look.shortened ? cells.slice(0, cells.findLastIndex((text) => text !== '') + 1) : cells
    return kept.map(cell).join(delimiter) + delimiter.repeat(pad)
  }
  const names = look.oddHeader ? header.map((name) => name.replace(' ', '\n')) : header
  const lines = [
    ...(delimiter === '^' ? ['sep=^'] : []),
    ...look.titles.map((title) => line([title], 4)),
    line(names),
    ...table.map((cells) => line(cells.map(asText), look.trailing)),
  ]
  // Blank rows anywhere but above `sep=`.
  for (const at of look.blankAt)
    lines.splice(Math.min(lines.length, at + 1), 0, at % 2 === 0 ? '' : delimiter.repeat(4))
  return '\uFEFF'.repeat(look.marks) + lines.join(look.end)
}

async function read(content: string | Buffer) {
  const file = join(folder, 'in')
  writeFileSync(file, content)
  const opened = await openImport(file, mapping)
  if ('refusal' in opened) return opened.refusal
  const now = { date: '2026-11-27', second: 0 }
  const mapper = createRowMapper({ mapping, header: opened.rows.header, parent: 'van-phong', now })
  const mapped = []
  for await (const batch of opened.rows.batches()) mapped.push(...batch.map((row) => mapper.map(row)))
  return mapped
}

test('a table written as CSV in any way and as XLSX gives the same responses', async () => {
  const check = async (table: readonly (readonly Cell[])[], look: Style, sheetFirst: boolean): Promise<void> => {
    const data = [...look.titles.map((title) => [title]), [...header], ...table.map((cells) => [...cells])]
    const list = { name: 'Phiếu', rows: data }
    const cover = { name: 'Bìa', rows: [['Hướng dẫn']] }
    const workbook = await writeXlsx({ sheets: sheetFirst ? [list, cover] : [cover, list] })
    const expected = await read(Buffer.from(workbook))
    expect(expected).toHaveLength(table.length)
    expect(await read(csvOf(table, look))).toEqual(expected)
  }
  await fc.assert(fc.asyncProperty(rows, style, fc.boolean(), check), { numRuns: 150 })
})
