import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FigureTableReply } from '#contract/tables'
import { fileText } from '../../../server/files/file-sheet.ts'
import { partOf } from '../../files/file-bytes.ts'
import { hostileTexts } from '../../files/hostile-texts.ts'
import type { Caller } from '../../support/caller.ts'
import { satisfaction } from '../../support/figures.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
let manager: Caller
let council: Caller

const levels = (satisfied: number, answered: number): number[] =>
  Array.from({ length: answered }, (_, at) => (at < satisfied ? 5 : 2))

/** The third quarter by area; cư trú has few. */
const answers = { 'ho-tich': [30, 41], 'dat-dai': [45, 60], 'xay-dung': [9, 12], 'cu-tru': [2, 3] } as const

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  for (const [area, [satisfied, answered]] of Object.entries(answers))
    await kiosk.rate(levels(satisfied, answered), { area, answeredAt: '2026-09-10T09:00:00+07:00' })
  manager = await office.person('manager', 'xa-an')
  council = await office.person('supervisor', 'xa-an')
  const target = { unit: 'xa-an', operator: '>=', validFrom: '2026-01-01', validTo: '2026-12-31', source: 'KH 01' }
  expect((await manager.post('/api/targets', { ...target, group: 'chung', value: 0.9 })).status).toBe(200)
})
afterAll(() => office.close())

async function csvOf(caller: Caller, url: string): Promise<Record<string, string>[]> {
  const reply = await caller.get(url)
  expect(reply.status, reply.text).toBe(200)
  expect(reply.text.startsWith('\uFEFF')).toBe(true)
  const rows: Record<string, string>[] = parse(reply.text, { bom: true, columns: true })
  return rows
}
const explanationOf = (rows: readonly Record<string, string>[]): string =>
  rows.map((row) => Object.values(row)[0] ?? '').join('\n')

describe('figures as a file', () => {
  test('are those of the page, while they run', async () => {
    const { rows, total } = await satisfaction(manager, 'period=2026-Q3&by=area')
    const reply = await manager.get('/api/satisfaction/file?period=2026-Q3&by=area&format=csv')
    expect(reply.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="so-lieu-hai-long_xa-an_2026-Q3.csv"',
      'cache-control': 'no-store',
    })
    const lines = await csvOf(manager, '/api/satisfaction/file?period=2026-Q3&by=area&format=csv')
    const found = lines.slice(0, rows.length + 1).map((line) => [line['Mã'], line['Lượt có trả lời'], line['Hài lòng']])
    const shown = [total, ...rows].map(({ key, answered, tally }) => [key, answered ?? '–', tally?.n4 ?? '–'])
    expect(found).toEqual(shown.map((cells) => cells.map(String)))
    expect(lines[0]).toMatchObject({ 'Tỷ lệ hài lòng (%)': '74.14', 'Chỉ tiêu': '≥ 90%' })
    expect(lines.find((line) => line['Mã'] === 'cu-tru')).toMatchObject({
      'Lượt có trả lời': '–',
      'Tỷ lệ hài lòng (%)': '–',
      'Ghi chú': 'dưới 5 lượt',
    })
    const explanation = explanationOf(lines)
    expect(explanation).toContain('Kỳ số liệu: từ ngày 01/07/2026 đến ngày 30/09/2026')
    expect(explanation).toMatch(/Tình trạng: đang chạy, lấy lúc \d\d:\d\d ngày 20\/11\/2026/)
    expect(explanation).toContain('Chỉ tiêu: ≥ 90%: KH 01')
  })

  test('say what they are narrowed to, and are refused as the page is', async () => {
    const lines = await csvOf(manager, '/api/satisfaction/file?period=2026-Q3&stage=result&group=nhay-cam&format=csv')
    expect(explanationOf(lines)).toContain('Chỉ tính: nhóm lĩnh vực “')
    const refused = await manager.get('/api/satisfaction/file?period=2026-Q3&area=khong-co')
    expect([refused.status, refused.body.code]).toEqual([400, 'unknown_code'])
    expect((await council.get('/api/satisfaction/file?period=2026-Q3')).body).toMatchObject({ code: 'no_edition' })
  })

  test('Bảng 2 as a workbook has the numbers of the page as numbers, and no formula', async () => {
    const { table } = (await manager.get('/api/tables/figures?period=2026-Q3')).body as FigureTableReply
    const url = '/api/tables/figures/file?period=2026-Q3'
    const { bytes } = await manager.get(url)
    const { sheets } = await readXlsx(bytes)
    expect(sheets.map(({ name }) => name)).toEqual(['Bảng 2', 'Giải thích'])
    const rows = sheets[0]?.rows.slice(5, 5 + table.rows.length) ?? []
    expect(rows.map((cells) => [cells[1], cells[2]])).toEqual(
      table.rows.map(({ cells }) => [
        cells[1]?.kind === 'text' ? cells[1].text : null,
        cells[2]?.kind === 'count' ? cells[2].count : '–',
      ]),
    )
    expect(rows[0]?.[9]).toBe(74.14)
    expect(await partOf(bytes, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/)
  })

  test('the overview, the criteria and the table of the report are files too', async () => {
    const overview = await csvOf(manager, '/api/satisfaction/overview/file?period=2026-Q3&format=csv')
    expect(new Set(overview.map((line) => line['Bảng']))).toContain('Theo lĩnh vực')
    const report = await csvOf(manager, '/api/reports/quarterly/file?period=2026-Q3&format=csv')
    expect(report.find((line) => line['STT'] === '5')).toMatchObject({ 'Kỳ báo cáo': '74.1' })
    const criteria = await manager.get('/api/tables/criteria/file?period=2026-Q3&format=csv')
    expect(criteria.text).toContain('Kỳ này chưa có phiếu nào có tiêu chí.')
  })

  test('are audited: who took what of which period', async () => {
    await manager.get('/api/tables/figures/file?period=2026-Q3&format=xlsx')
    const [entry] = (await manager.get('/api/audit?action=export.figures&limit=1')).body.entries
    expect(entry).toMatchObject({
      subject: 'xa-an',
      unit: 'xa-an',
      detail: { table: 'bang-2-hai-long', from: '2026-07-01', to: '2026-09-30', format: 'xlsx' },
    })
  })

  test('of a closed period stay, whatever comes later; readers get shares alone, and large cells', async () => {
    expect((await manager.post('/api/editions', { period: '2026-Q3' })).status).toBe(200)
    const urls = ['satisfaction/file?by=area&', 'satisfaction/overview/file?', 'tables/figures/file?'].map(
      (path) => `/api/${path}period=2026-Q3&format=csv`,
    )
    const read = () => Promise.all(urls.map(async (url) => (await manager.get(url)).text))
    const before = await read()
    for (const text of before) expect(text).toContain('Tình trạng: đã chốt, bản số 1, ngày 20/11/2026')
    const kiosk = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 2' })
    await kiosk.rate(levels(0, 20), { area: 'ho-tich', answeredAt: '2026-09-11T09:00:00+07:00' })
    expect(await read()).toEqual(before)
    const lines = await csvOf(council, urls[0] ?? '')
    expect(Object.keys(lines[0] ?? {})).not.toContain('Hài lòng')
    expect(lines.find((line) => line['Mã'] === 'dat-dai')).toMatchObject({ 'Tỷ lệ hài lòng (%)': '75' })
    expect(lines.find((line) => line['Mã'] === 'cu-tru')).toMatchObject({ 'Tỷ lệ hài lòng (%)': '–' })
    expect(explanationOf(lines)).toContain('dưới 10 lượt')
  })
})

test('labels that would be formulas or break a file reach both kinds of file as the catalogue has them', async () => {
  const admin = await office.person('admin', 'tinh')
  const names = hostileTexts.filter((text) => text.trim().length > 0 && text.length <= 200)
  const codes: string[] = []
  for (const [at, name] of names.entries()) {
    const words = { vi: name, en: 'x' }
    const area = { code: `thu-${String(at).padStart(4, '0')}`, name: words, label: { vi: 'x', en: 'x' } }
    if ((await admin.post('/api/areas', area)).status === 200) codes.push(area.code)
  }
  expect(codes.length).toBeGreaterThan(100)
  const kiosk = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 3' })
  const taps = codes.map((area) => kiosk.tap({ area, answeredAt: '2026-10-10T09:00:00+07:00' }))
  for (let at = 0; at < taps.length; at += 50) await kiosk.send(...taps.slice(at, at + 50))
  const { rows, total } = await satisfaction(manager, 'period=2026-10&by=area')
  const labels = [total, ...rows].map(({ label }) => fileText(label))
  expect(labels.length).toBe(codes.length + 1)
  const url = '/api/satisfaction/file?period=2026-10&by=area'
  const { bytes } = await manager.get(url)
  const cells = (await readXlsx(bytes)).sheets[0]?.rows.slice(5).map((row) => row[1])
  expect(cells).toEqual(labels)
  expect(await partOf(bytes, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/)
  const lines = await csvOf(manager, `${url}&format=csv`)
  const written = labels.map((label) => (/^[=+\-@\t\r\n＝＋－＠]/.test(label) ? `'${label}` : label))
  expect(lines.slice(0, labels.length).map((line) => line['Nội dung'])).toEqual(written)
})
