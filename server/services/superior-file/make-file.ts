import { createHash } from 'node:crypto'
import type { SuperiorFileOrder, SuperiorFileSummary } from '#contract/files/superior-file'
import type { Questionnaire } from '#core/questions/questionnaire'
import { OVERALL, questionnaireReference } from '#core/questions/questionnaire'
import { emptyTally, sumTallies } from '#core/statistics/tally'
import { places } from '#core/superior-file/row-key'
import { csvLine } from '#core/text/csv'
import type { FileSheet } from '../../files/file-sheet.ts'
import { PIECE_CHARACTERS } from '../../files/file-sheet.ts'
import { beginFile } from '../../files/new-file.ts'
import { writeWorkbook } from '../../files/xlsx/write.ts'
import type { AnswerSheet, FileCell } from './answer-sheet.ts'
import { answerSheet } from './answer-sheet.ts'
import type { ArrangedRows } from './arrange-rows.ts'
import { arrangeRows } from './arrange-rows.ts'
import { dictionarySheet, peopleSheet, roundsSheet, signedText, sourceSheet } from './file-sheets.ts'
import { areaSheet, criteriaSheets, tableSheet, talliesOf } from './file-tables.ts'
import type { ReadRows } from './gather-rows.ts'
import { gatherRows } from './gather-rows.ts'

/** What the making of a file tells and asks. */
export interface FileMaking {
  readonly read: ReadRows
  /** 0 to 1. */
  readonly onProgress: (share: number) => void
  /** @returns base64 of a signature; null: there is no key at hand */
  readonly sign: (text: string) => Promise<string | null>
}

/** Reading, of all that is to be done. */
const READING = 0.6

/** Makes a file as it is ordered, or finds out what would be in it. */
export async function makeFile(order: SuperiorFileOrder, making: FileMaking): Promise<SuperiorFileSummary> {
  const { databaseFile, files, facts, output } = order
  const onProgress = (share: number): void => making.onProgress(share * READING)
  const gathered = await gatherRows({ databaseFile, files, read: making.read, onProgress })
  const arranged = arrangeRows(gathered, facts.secret)
  if (output.kind !== 'file') return arranged.summary
  const target = beginFile(output.file)
  if ('refused' in target) throw new Error(target.refused)
  try {
    for await (const piece of filePieces(order, arranged, making)) target.write(piece)
    target.keep()
    return arranged.summary
  } finally {
    target.drop()
  }
}

type Pieces = AsyncGenerator<string | Uint8Array, void>

async function* filePieces(order: SuperiorFileOrder, arranged: ArrangedRows, making: FileMaking): Pieces {
  const { facts, output } = order
  if (output.kind !== 'file') return
  const forms = formsIn(arranged, facts.forms)
  const sheet = answerSheet(facts, forms, output.template)
  const written = writtenRows(sheet, arranged, making)
  if (output.format === 'csv') yield* written.csv()
  else {
    const tallies = talliesOf(arranged, forms)
    const overall = sumTallies([...tallies.criteria.values()].map((ofForm) => ofForm.get(OVERALL) ?? emptyTally))
    const source = async () => {
      const sha256 = written.sha256()
      const signature = await making.sign(signedText(facts, sha256))
      return { rows: arranged.summary.rows, overall, sha256, signature }
    }
    const criteria = criteriaSheets(tallies, forms)
    const sheets: FileSheet[] = [
      {
        name: '1_Phieu',
        titles: [],
        columns: columnsOf(sheet, output.template === null),
        rows: written.rows(),
        notes: [],
      },
      tableSheet('2_Linh_vuc', areaSheet(tallies, facts)),
      ...criteriaTabs(criteria.map((table, at) => tableSheet(at === 0 ? '3_Tieu_chi' : `3_Tieu_chi_${at + 1}`, table))),
      peopleSheet,
      roundsSheet,
      dictionarySheet(sheet.columns, forms),
      sourceSheet(facts, source),
    ]
    yield* writeWorkbook(sheets, { createdAt: Date.parse(facts.closedAt) })
  }
}

/** The forms that rows of the file are of. */
function formsIn(arranged: ArrangedRows, forms: readonly Questionnaire[]): readonly Questionnaire[] {
  const found = new Set<string>()
  for (const { key } of arranged.counted()) found.add(key[places.questionnaire] ?? '')
  return forms.filter((form) => found.has(questionnaireReference(form)))
}

/** A superior who asks for columns of their own reads them with a program of their own: no codes in between. */
const columnsOf = ({ columns }: AnswerSheet, withCodes: boolean): FileSheet['columns'] =>
  columns.map(({ head, code }) => (withCodes ? { label: head, code } : { label: head }))

const NO_CRITERIA = 'Kỳ này không có phiếu nào hỏi theo tiêu chí nên không có số liệu.'

/** One tab for each form with criteria; where there is none, one that says so. */
const criteriaTabs = (tables: readonly FileSheet[]): readonly FileSheet[] =>
  tables.length > 0
    ? tables
    : [{ name: '3_Tieu_chi', titles: [], columns: [{ label: 'Bảng 3' }], rows: [[NO_CRITERIA]], notes: [] }]

/** The rows of the sheet of answers as a sheet or as CSV; either way the hash is that of the CSV. */
function writtenRows({ columns, cellsOf }: AnswerSheet, { rows, summary }: ArrangedRows, { onProgress }: FileMaking) {
  const hash = createHash('sha256')
  let piece = ''
  const add = (line: string): string | null => {
    piece += line
    if (piece.length < PIECE_CHARACTERS) return null
    return flush()
  }
  const flush = (): string => {
    const flushed = piece
    hash.update(flushed)
    piece = ''
    return flushed
  }
  const head = `\uFEFF${csvLine(columns.map((column) => column.head))}`
  const all = function* (): Generator<readonly FileCell[]> {
    let number = 0
    for (const row of rows()) {
      number += 1
      if (number % ROWS_BETWEEN_PROGRESS === 0) onProgress(READING + (1 - READING) * (number / summary.rows))
      yield cellsOf(row, number)
    }
  }
  return {
    csv: async function* (): Pieces {
      add(head)
      for (const cells of all()) {
        const flushed = add(csvLine(cells))
        if (flushed !== null) yield flushed
      }
      yield flush()
    },
    rows: function* (): Generator<readonly FileCell[]> {
      add(head)
      for (const cells of all()) {
        add(csvLine(cells))
        yield cells
      }
      flush()
    },
    /** To be asked once all rows are written. */
    sha256: (): string => hash.digest('hex'),
  }
}

const ROWS_BETWEEN_PROGRESS = 5_000
