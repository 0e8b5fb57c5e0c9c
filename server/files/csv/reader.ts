import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { cutRecord } from './cut.ts'
import { FileProblem } from '../file-problem.ts'
import type { FileRow, RowFile } from '../row-file.ts'
import { cleanText, requireColumns } from '../row-file.ts'

/** A CSV file that has been looked through: it is UTF-8 throughout and has every column that is wanted. */
export interface CsvFile extends RowFile {
  readonly delimiter: ',' | ';' | '\t'
}

const delimiters = [',', ';', '\t'] as const
type Delimiter = CsvFile['delimiter']

/**
 * Looks a CSV file through before anything of it is stored.
 * @param wanted the columns a mapping needs, with their places in it
 * @throws FileProblem not_utf8, empty_file, missing_column, ambiguous_column
 */
export async function openCsv(file: string, wanted: ReadonlyMap<string, string>): Promise<CsvFile> {
  const first = await firstRecord(file)
  const columns = new Set([...wanted.keys()].map(cleanText))
  const { header, delimiter } = chooseDelimiter(first, columns)
  requireColumns(file, header, wanted)
  return { header, delimiter, batches: () => batchesOf(file, { delimiter, width: header.length }) }
}

/** Reads the whole file once, so that a fault on its last page is known before the first row is stored. */
async function firstRecord(file: string): Promise<string> {
  let text = ''
  let found: string | null = null
  for await (const { chunk, final } of textOf(file)) {
    if (found !== null) continue
    text = (text + chunk).replace(/^[\r\n]+/, '')
    const cut = cutRecord(text, 0, { delimiters: delimiters.join(''), final })
    if (cut && cut.text.trim() !== '') found = cut.text
  }
  if (found === null) throw new FileProblem('empty_file', '', `${file} is empty`)
  return found
}

/** The delimiter under which most of the wanted columns are found; else the one that makes most columns. */
function chooseDelimiter(record: string, wanted: ReadonlySet<string>): { header: string[]; delimiter: Delimiter } {
  const ranked = delimiters.map((delimiter) => {
    const header = (cellsOf([record], delimiter)?.[0] ?? []).map(cleanText)
    return { header, delimiter, found: header.filter((name) => wanted.has(name)).length }
  })
  ranked.sort((a, b) => b.found - a.found || b.header.length - a.header.length)
  const [best] = ranked
  return best ?? { header: [], delimiter: ',' }
}

async function* batchesOf(
  file: string,
  { delimiter, width }: { readonly delimiter: Delimiter; readonly width: number },
): AsyncGenerator<readonly FileRow[]> {
  let rest = ''
  let row = -1
  for await (const { chunk, final } of textOf(file)) {
    const text = rest + chunk
    const records: { readonly row: number; readonly text: string; readonly readable: boolean }[] = []
    let at = 0
    while (at < text.length) {
      const cut = cutRecord(text, at, { delimiters: delimiter, final })
      if (!cut) break
      at = cut.next
      if (cut.text.trim() === '' && cut.kind === 'record' && !cut.text.includes(delimiter)) continue
      row += 1
      if (row > 0) records.push({ row, text: cut.text, readable: cut.kind === 'record' })
    }
    rest = text.slice(at)
    const readable = records.filter((record) => record.readable).map((record) => record.text)
    const cells = readRecords(readable, delimiter)
    let index = 0
    yield records.map((record) => {
      const found = record.readable ? (cells[index++] ?? null) : null
      return { row: record.row, text: record.text, cells: found?.length === width ? found : null }
    })
  }
}

/** The cells of each record; all at once where that works, else one by one to find those that cannot be read. */
function readRecords(records: readonly string[], delimiter: Delimiter): (string[] | null)[] {
  return cellsOf(records, delimiter) ?? records.map((record) => cellsOf([record], delimiter)?.[0] ?? null)
}

/** @returns null unless each record came out as exactly one row */
function cellsOf(records: readonly string[], delimiter: Delimiter): string[][] | null {
  try {
    const rows = parse(records.join('\n'), {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
    })
    return rows.length === records.length ? rows : null
  } catch {
    return null
  }
}

/** The text of a file in pieces, the last marked; a byte order mark is left out. @throws FileProblem not_utf8 */
async function* textOf(file: string): AsyncGenerator<{ readonly chunk: string; readonly final: boolean }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Uint8Array): string => {
    try {
      const text = decoder.decode(bytes, { stream: bytes !== undefined })
      if (!text.includes('\0')) return text
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
    throw new FileProblem('not_utf8', '', `${file} is not UTF-8 text: save it again as "CSV UTF-8"`)
  }
  const pieces: AsyncIterable<Buffer> = createReadStream(file)
  for await (const bytes of pieces) yield { chunk: decode(bytes), final: false }
  yield { chunk: decode(), final: true }
}
