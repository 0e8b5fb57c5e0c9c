import { Readable } from 'node:stream'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { FileLine } from '../../../server/files/file-sheet.ts'
import { writeWorkbook } from '../../../server/files/xlsx/write.ts'
import { bytesOf, partOf, sheetOf } from '../file-bytes.ts'

const createdAt = Date.UTC(2026, 9, 1, 2, 3, 4)

test('is read by another reader: sheets in their order, values as what they are, codes with their zeros', async () => {
  const figures = sheetOf({
    titles: ['Bảng 2. Theo lĩnh vực', 'Kỳ: quý III năm 2026'],
    columns: [{ label: 'Mã', code: 'ma' }, { label: 'Số lượt' }, { label: 'Tỷ lệ' }, { label: '%' }, { label: 'Ngày' }],
    rows: [
      { strong: ['00004', 1460, { kind: 'percent', value: 0.931, decimals: 1 }] },
      ['2.000815', 0, null, { kind: 'decimal', value: 83.94, decimals: 2 }, { kind: 'date', date: '2026-09-30' }],
    ],
    notes: ['Tỷ lệ = (Hài lòng + Rất hài lòng) / số lượt.'],
  })
  const bytes = await bytesOf(writeWorkbook([figures, sheetOf({ name: "Giải 'thích' A & B" })], { createdAt }))
  const { sheets } = await readXlsx(bytes)
  expect(sheets.map(({ name }) => name)).toEqual(['Bảng 2', "Giải 'thích' A & B"])
  const nothing = [null, null, null, null]
  expect(sheets[0]?.rows).toEqual([
    ['Bảng 2. Theo lĩnh vực', ...nothing],
    ['Kỳ: quý III năm 2026', ...nothing],
    ['Mã', 'Số lượt', 'Tỷ lệ', '%', 'Ngày'],
    ['ma', ...nothing],
    ['00004', 1460, 0.931, null, null],
    ['2.000815', 0, null, 83.94, new Date('2026-09-30T00:00:00Z')],
    ['Tỷ lệ = (Hài lòng + Rất hài lòng) / số lượt.', ...nothing],
  ])
  const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml')
  expect(xml).toContain('<row r="4" hidden="1">')
  expect(xml).toContain('ySplit="4" topLeftCell="A5"')
  expect(xml).toContain('<mergeCell ref="A1:E1"/>')
  expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>')
  expect(await partOf(bytes, 'xl/workbook.xml')).toContain(`localSheetId="0">'Bảng 2'!$3:$4<`)
})

test('columns are as wide as what they hold, within reason', async () => {
  const rows = [
    ['1', 'Đăng ký biến động quyền sử dụng đất'],
    ['2', 'a'.repeat(500)],
  ]
  const widths = async (some: FileLine[]): Promise<(string | undefined)[]> => {
    const bytes = await bytesOf(writeWorkbook([sheetOf({ rows: some })], { createdAt }))
    const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml')
    return [...xml.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => width)
  }
  expect(await widths(rows.slice(0, 1))).toEqual(['9', '38'])
  expect(await widths(rows)).toEqual(['9', '63'])
})

test('a row is as high as its longest text needs', async () => {
  const rows = [
    ['1', 'ngắn'],
    ['2', 'a '.repeat(80)],
    ['3', 'một\nhai\nba'],
  ]
  const bytes = await bytesOf(writeWorkbook([sheetOf({ rows })], { createdAt }))
  const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml')
  const heights = [...xml.matchAll(/<row r="(\d)"(?: ht="(\d+)" customHeight="1")?>/g)].map(([, , height]) => height)
  expect(heights).toEqual([undefined, undefined, '45', '45'])
})

test('the same sheets and moment give the same bytes, another moment others', async () => {
  const rows = Array.from({ length: 3000 }, (_, at) => [String(at).padStart(6, '0'), `Lĩnh vực ${at}`])
  const made = (at: number) => bytesOf(writeWorkbook([sheetOf({ rows })], { createdAt: at }))
  const first = await made(createdAt)
  expect((await made(createdAt)).equals(first)).toBe(true)
  expect((await made(createdAt + 2000)).equals(first)).toBe(false)
})

test.each(['', 'a'.repeat(32), 'a/b', "'a"])('refuses the sheet name %j', (name) => {
  expect(() => writeWorkbook([sheetOf({ name })], { createdAt })).toThrow()
})

test('refuses two sheets of one name, and none', () => {
  expect(() => writeWorkbook([sheetOf({}), sheetOf({ name: 'BẢNG 2' })], { createdAt })).toThrow()
  expect(() => writeWorkbook([], { createdAt })).toThrow()
})

test('ends the rows when nobody takes the file any more, and holds few of them before', async () => {
  let made = 0
  let isEnded = false
  const rows = function* (): Generator<FileLine> {
    try {
      for (;;) yield [String((made += 1)), `Lĩnh vực ${made * 7919}`]
    } finally {
      isEnded = true
    }
  }
  const stream = Readable.from(writeWorkbook([sheetOf({ rows: rows() })], { createdAt }))
  let bytes = 0
  for await (const piece of stream) {
    bytes += Buffer.from(piece).length
    if (bytes > 100_000) break
  }
  expect(stream.destroyed).toBe(true)
  await expect.poll(() => isEnded).toBe(true)
  expect(made).toBeLessThan(200_000)
})

test('lets other work go on between its pieces', async () => {
  const rows = function* (): Generator<FileLine> {
    for (let at = 0; at < 20_000; at += 1) yield [String(at), `Lĩnh vực ${at * 7919}`]
  }
  let [turns, isDone] = [0, false]
  const turn = (): void => {
    turns += 1
    if (!isDone) setImmediate(turn)
  }
  turn()
  const bytes = await bytesOf(writeWorkbook([sheetOf({ rows: rows() })], { createdAt }))
  isDone = true
  const pieces = (await partOf(bytes, 'xl/worksheets/sheet1.xml')).length / 65_536
  expect(pieces).toBeGreaterThan(20)
  expect(turns).toBeGreaterThan(pieces / 2)
})

test('what fails while rows are read fails the file', async () => {
  const rows = function* (): Generator<FileLine> {
    yield ['1', 'một']
    throw new Error('no more rows')
  }
  await expect(bytesOf(writeWorkbook([sheetOf({ rows: rows() })], { createdAt }))).rejects.toThrow('no more rows')
})
