import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { writeCsv } from '../../server/files/csv/write.ts'
import { readTable } from '../../server/files/table.ts'
import { writeWorkbook } from '../../server/files/xlsx/write.ts'
import { bytesOf, partOf, sheetOf } from './file-bytes.ts'
import { hostileTexts } from './hostile-texts.ts'

/** As the documentation says: one kind of line end, no control characters, U+FFFD for half a pair. */
function expected(text: string): string {
  const held = text.replace(/\r\n|\r/g, '\n').replace(/[^\P{Cc}\t\n]/gu, '')
  return Buffer.from(held).toString()
}
const inCsv = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)

const codes = hostileTexts.map((_, at) => String(at + 1).padStart(5, '0'))
const sheet = sheetOf({
  columns: [{ label: 'Mã' }, { label: 'Nội dung' }, { label: 'Cuối' }],
  rows: hostileTexts.map((text, at) => [codes[at] ?? '', text, 'hết']),
})
const createdAt = Date.UTC(2026, 9, 1)

test('there are two hundred, and no two are the same', () => {
  expect(new Set(hostileTexts).size).toBe(200)
})

test('a workbook holds each as it is, as a text: to another reader and to our own', async () => {
  const bytes = await bytesOf(writeWorkbook([sheet], { createdAt }))
  const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml')
  expect(xml).not.toMatch(/<f[\s>/]/)
  expect(xml.match(/<v>/g)).toBeNull()
  const rows = hostileTexts.map((text, at) => [codes[at], expected(text), 'hết'])
  expect((await readXlsx(bytes)).sheets[0]?.rows.slice(1)).toEqual(rows)
  const own = await readTable('test', bytes, () => true)
  expect(own.rows.slice(1).map(({ cells }) => cells?.map(({ text }) => text))).toEqual(rows)
})

test('CSV holds each with an apostrophe where it would be a formula: to another reader and to our own', async () => {
  const bytes = await bytesOf(writeCsv(sheet))
  const rows = hostileTexts.map((text, at) => [codes[at], inCsv(expected(text)), 'hết'])
  const read: string[][] = parse(bytes, { bom: true, record_delimiter: '\r\n' })
  expect(read.slice(1)).toEqual(rows)
  const own = await readTable('test', bytes, (head) => head[0]?.cells?.length === 3)
  expect(own.rows.slice(1).map(({ cells }) => cells?.map(({ text }) => text))).toEqual(rows)
})

test('beyond 32,767 characters a cell of a workbook is cut, and says so; CSV holds all', async () => {
  const long = `${'a'.repeat(32_765)}👪${'b'.repeat(10)}`
  const rows = [['1', long]]
  const bytes = await bytesOf(writeWorkbook([sheetOf({ rows })], { createdAt }))
  expect((await readXlsx(bytes)).sheets[0]?.rows[1]?.[1]).toBe(`${'a'.repeat(32_765)}…`)
  expect((await bytesOf(writeCsv(sheetOf({ rows })))).toString()).toContain(long)
})
