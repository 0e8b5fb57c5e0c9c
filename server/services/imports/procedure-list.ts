import { Code } from '#contract/codes'
import type { ImportIssue } from '#contract/mapping'
import type { ListedProcedure, ProcedureFile, ProcedureMapping, ReadProcedureList } from '#contract/procedures'
import { ProcedureFileAnswer } from '#contract/procedures'
import { isNationalCode, procedureCode } from '#core/questions/procedure-code'
import type { AskWorker } from '../../files/bounded-worker.ts'
import { FileProblem } from '../../files/file-problem.ts'
import { cleanText, visibleText } from '#core/text/clean-text'
import type { Table, TableRows } from '../../files/table.ts'
import { HEADER_WITHIN } from '../../files/row-source.ts'
import { columnNamed, readTable } from '../../files/table.ts'
import { refusalOf } from './file-refusal.ts'

/** Header words, the more telling ones first. */
const headerWords = {
  code: ['ma tthc', 'ma so tthc', 'ma thu tuc', 'ma so thu tuc', 'ma so ho so tthc', 'ma so', 'ma'],
  name: ['ten thu tuc hanh chinh', 'ten thu tuc', 'ten tthc', 'thu tuc hanh chinh'],
  area: ['linh vuc', 'ten linh vuc'],
  level: ['cap thuc hien', 'cap giai quyet', 'cap'],
} as const

const LONGEST_NAME = 1000
const SHOWN = 100

/** Reads the procedures of a file, CSV or XLSX; here, or where the thread must stay free in a worker. */
export type ReadProcedures = (file: ProcedureFile) => Promise<ProcedureFileAnswer>

export const readProcedures: ReadProcedures = async ({ name, bytes, mapping }) => {
  const { columns } = mapping
  try {
    const table = await readTable(name, Buffer.from(bytes), (rows) => headerIn(rows, columns) !== null)
    return { list: readProcedureList(table, { columns }) }
  } catch (error) {
    return { refusal: refusalOf(error) }
  }
}

/** Reads in a worker. */
export const proceduresInWorker =
  (ask: AskWorker): ReadProcedures =>
  async (file) => {
    try {
      return ProcedureFileAnswer.parse(await ask(file))
    } catch (error) {
      return { refusal: refusalOf(error) }
    }
  }

type Mapped = Pick<ProcedureMapping, 'columns'>

/**
 * Reads the procedures of a table: columns are found by their header words or as the mapping says, above them any title.
 * @throws FileProblem missing_column, empty_file
 */
function readProcedureList(table: Table, { columns }: Mapped): ReadProcedureList {
  const { at, header, rows } = headerIn(table.rows, columns) ?? noHeader(columns)
  const issues: ImportIssue[] = []
  const mentioned = new Set<string>()
  const procedures: ListedProcedure[] = []
  let read = 0
  for (const [index, { cells, text: whole }] of rows.entries()) {
    const row = index + 1
    if (cells === null) {
      read += 1
      issues.push({ row, column: '', code: 'bad_row', value: visibleText(whole).slice(0, SHOWN) })
      continue
    }
    const text = (column: number | null): string => (column === null ? '' : cleanText(cells[column]?.text ?? ''))
    const [written, name, area] = [text(at.code), text(at.name), text(at.area)]
    if (written === '' && name === '') continue
    read += 1
    const code = procedureCode(written)
    const isNumber = cells[at.code]?.kind === 'number'
    const fault = codeFault(code, isNumber) ?? (mentioned.has(code) ? 'repeated_code' : null)
    mentioned.add(code)
    const tell = (column: string, problem: string, value: string) =>
      issues.push({ row, column, code: problem, value: value.slice(0, SHOWN) })
    if (fault !== null) tell(header.code, fault, written)
    const nameFault = name === '' ? 'required' : name.length > LONGEST_NAME ? 'too_long' : null
    if (nameFault !== null) tell(header.name, nameFault, name)
    if (fault !== null || nameFault !== null) continue
    procedures.push({ row, code, name, area, level: text(at.level).slice(0, SHOWN) || null })
  }
  if (read === 0) throw new FileProblem('empty_file', '', 'there are no procedures under the header')
  return { read, procedures, issues, mentioned, columns: header, sheet: table.sheet?.name ?? null }
}

type Columns = ProcedureMapping['columns']

interface Header {
  readonly at: { readonly code: number; readonly name: number; readonly area: number; readonly level: number | null }
  /** As they stand in the file. */
  readonly header: ReadProcedureList['columns']
  readonly rows: TableRows
}

/** The first row in which code, name and area are found. */
function headerIn(rows: TableRows, columns: Columns): Header | null {
  for (const [index, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    if (cells === null) continue
    const place = (field: keyof Columns): number | null => {
      const said = columns[field]
      if (said === undefined) return columnNamed(cells, headerWords[field])
      const found = cells.findIndex(({ text }) => cleanText(text) === cleanText(said))
      return found === -1 ? null : found
    }
    const [code, name, area, level] = [place('code'), place('name'), place('area'), place('level')]
    if (code === null || name === null || area === null) continue
    const words = (column: number): string => cleanText(cells[column]?.text ?? '')
    const header = { code: words(code), name: words(name), area: words(area) }
    return { at: { code, name, area, level }, header, rows: rows.slice(index + 1) }
  }
  return null
}

function noHeader(columns: Columns): never {
  const names = [columns.code ?? 'Mã TTHC', columns.name ?? 'Tên thủ tục', columns.area ?? 'Lĩnh vực']
  throw new FileProblem('missing_column', 'columns', `there is no row with the columns ${names.join(', ')}`)
}

/** A code that a spreadsheet keeps as a number may have lost zeros at its end: 1.001190 has become 1.00119. */
function codeFault(code: string, isNumber: boolean): string | null {
  if (code === '') return 'required'
  if (isNumber && !isNationalCode(code)) return 'number_not_text'
  return Code.safeParse(code).success ? null : 'invalid_format'
}
