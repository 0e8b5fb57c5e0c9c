import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileText } from '../../server/files/file-sheet.ts'
import { writeWorkbook } from '../../server/files/xlsx/write.ts'
import { bytesOf, sheetOf } from '../files/file-bytes.ts'
import { hostileTexts } from '../files/hostile-texts.ts'
import type { Caller } from '../support/caller.ts'
import type { Office } from '../support/office.ts'
import { openOffice } from '../support/office.ts'

/** LibreOffice is 271 MB: only the full round has it, and gives its place. */
const soffice = process.env['SOFFICE_PATH']

/** Comma, quotes, UTF-8, numbers as they are held, every sheet. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'

let folder: string
let office: Office
let manager: Caller

/** The cells of each sheet as LibreOffice reads them, empty ones at the end of a row left out. */
async function opened(name: string, bytes: Buffer): Promise<Map<string, string[][]>> {
  if (soffice === undefined)
    throw new Error(
      'No LibreOffice could be found or installed: install it (on Debian: apt-get install libreoffice-calc-nogui), or set SOFFICE_PATH to the program.',
    )
  const out = join(folder, `${name}-out`)
  const file = join(folder, `${name}.xlsx`)
  writeFileSync(file, bytes)
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
  await promisify(execFile)(soffice, [profile, '--headless', '--convert-to', AS_CSV, '--outdir', out, file])
  return new Map(
    readdirSync(out).map((each): [string, string[][]] => {
      const rows: string[][] = parse(readFileSync(join(out, each)), { relax_column_count: true, bom: true })
      return [each.slice(name.length + 1, -'.csv'.length), rows.map(trimmed)]
    }),
  )
}

function trimmed(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== '')
  return cells.slice(0, last + 1)
}

describe.runIf(process.env['HAILONG_FULL'] === '1')('LibreOffice opens without repair', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hai-long-libreoffice-'))
    office = await openOffice({ release: 'live' })
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    await kiosk.rate([5, 5, 5, 4, 4, 3, 5, 5, 4, 1, 5, 5], { area: 'ho-tich', answeredAt: '2026-09-10T09:00:00+07:00' })
    await kiosk.rate([5, 5, 1], { area: 'dat-dai', answeredAt: '2026-09-10T09:00:00+07:00' })
    manager = await office.person('manager', 'xa-an')
  })
  afterAll(async () => {
    await office.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a workbook of hostile texts, each as it is', async () => {
    const rows = hostileTexts.map((text, at) => [String(at + 1).padStart(5, '0'), text, 'hết'])
    const columns = [{ label: 'Mã', code: 'ma' }, { label: 'Nội dung' }, { label: 'Cuối' }]
    const sheets = await opened(
      'hostile',
      await bytesOf(writeWorkbook([sheetOf({ name: 'Thử', columns, rows })], { createdAt: 0 })),
    )
    const held = rows.map(([code = '', text = '', end = '']) => [code, Buffer.from(fileText(text)).toString(), end])
    expect(sheets.get('Thử')?.slice(2)).toEqual(held)
  })

  test.each([
    '/api/satisfaction/file?period=2026-Q3&by=area',
    '/api/satisfaction/file?from=2026-01-01&to=2026-09-30&by=month',
    '/api/satisfaction/overview/file?period=2026-Q3',
    '/api/tables/figures/file?period=2026-Q3',
    '/api/tables/criteria/file?period=2026-Q3',
    '/api/reports/quarterly/file?period=2026-Q3',
  ])('%s, cell by cell', async (url) => {
    const { status, bytes } = await manager.get(url)
    expect(status).toBe(200)
    const sheets = await opened(url.replace(/[^a-z]+/g, '-'), bytes)
    const read = await readXlsx(bytes)
    expect([...sheets.keys()].toSorted()).toEqual(read.sheets.map(({ name }) => name).toSorted())
    for (const { name, rows } of read.sheets)
      expect(sheets.get(name)).toEqual(rows.map((cells) => trimmed(cells.map((cell) => String(cell ?? '')))))
  })
})
