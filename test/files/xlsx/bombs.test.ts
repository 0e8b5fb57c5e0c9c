import { expect, test, vi } from 'vitest'
import type { FileProblemCode } from '../../../server/files/file-problem.ts'
import { FileProblem } from '../../../server/files/file-problem.ts'
import { openBytes } from '../../../server/files/open-rows.ts'
import { uploadLimits } from '../../../server/files/xlsx/guard.ts'
import { sheetData, workbookFile } from './workbook-file.ts'

vi.setConfig({ testTimeout: 60_000 })

const MiB = 1024 * 1024
const SIZE = 12 * MiB

/** Milliseconds that this process works on something, however busy the machine is. */
async function workOf(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
const long = (text: string, bytes: number): string => text.repeat(Math.ceil(bytes / text.length))
const workbook = (xml: string, more?: Record<string, string>): Buffer => workbookFile([{ name: 'A', xml }], more)

async function problemOf(content: Buffer): Promise<FileProblemCode | null> {
  try {
    const source = await openBytes('x', content, { limits: uploadLimits, score: () => 0 })
    const rows = source.rows()
    let last = await rows.next()
    while (last.done !== true) last = await rows.next()
    return null
  } catch (error) {
    if (error instanceof FileProblem) return error.code
    throw error
  }
}

test.each([
  ['many MB of row tags', () => workbook(`<sheetData>${long('<row/>', SIZE)}</sheetData>`), 'too_large'],
  ['many MB of cell tags', () => workbook(`<sheetData><row>${long('<c/>', SIZE)}</row></sheetData>`), 'too_large'],
  ['many MB in one cell', () => workbook(sheetData([[long('a', SIZE)]])), 'too_large'],
  ['many MB in one tag', () => workbook(`<sheetData a="${long('>', SIZE)}"/>`), 'not_xlsx'],
  ['many MB that is never a tag', () => workbook(`<sheetData><${long('a', SIZE)}`), 'not_xlsx'],
  [
    'many MB of shared texts',
    () => workbook('', { 'xl/sharedStrings.xml': `<sst><si><t>${long('a', 33 * MiB)}` }),
    'too_large',
  ],
  ['merged cells without an end', () => workbook(long('<mergeCell ref="A1:A2"/>', 3 * MiB)), 'too_large'],
  ['a document type', () => workbook('<!DOCTYPE a [<!ENTITY b "c">]><sheetData/>'), 'not_xlsx'],
  ['more than 64 MB', () => workbook(long(' ', 65 * MiB)), 'too_large'],
] as const)('a workbook of %s is refused, and soon', async (_, make, code) => {
  const content = make()
  expect(content.length).toBeLessThan(MiB)
  let problem: FileProblemCode | null = null
  expect(await workOf(async () => (problem = await problemOf(content)))).toBeLessThan(3_000)
  expect(problem).toBe(code)
})

test('a sheet with many empty rows below its list is a list', async () => {
  const rows = `<row>${'<c t="inlineStr"><is><t>a</t></is></c>'}</row>${long('<row><c s="1"/></row>', MiB / 4)}`
  expect(await problemOf(workbook(`<sheetData>${rows}</sheetData>`))).toBe(null)
})

test.each([
  ['blank lines', '\n', MiB],
  ['rows of delimiters', ',,,\n', MiB],
  ['one line without an end', 'a', MiB],
  ['quotes that nobody closes', '"a\n', MiB],
  ['doubled quotes', '""""a\n', MiB],
])('CSV of %s is read in time linear in its length', async (_, text, bytes) => {
  const content = Buffer.from(long(text, bytes - text.length))
  expect(await workOf(() => problemOf(content))).toBeLessThan(4_000)
})
