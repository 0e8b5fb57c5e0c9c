import type { DossierFile, DossierList, ListedCounts } from '#contract/dossier-files'
import { DossierFileAnswer } from '#contract/dossier-files'
import type { ImportIssue } from '#contract/mapping'
import { countTyped } from '#core/dossiers/count-text'
import type { DossierField } from '#core/dossiers/counts'
import { dossierFields } from '#core/dossiers/counts'
import { cleanText, visibleText } from '#core/text/clean-text'
import type { AskWorker } from '../../files/bounded-worker.ts'
import { FileProblem } from '../../files/file-problem.ts'
import type { SheetCell } from '../../files/row-source.ts'
import { plain, readTable } from '../../files/table.ts'
import { refusalOf } from '../imports/file-refusal.ts'
import type { CountHeader } from './dossier-header.ts'
import { countHeaderIn } from './dossier-header.ts'

/** Reads the counts of a file, CSV or XLSX; here, or where the thread must stay free in a worker. */
export type ReadDossierList = (file: DossierFile) => Promise<DossierFileAnswer>

export const readDossierList: ReadDossierList = async ({ name, bytes }) => {
  try {
    const table = await readTable(name, Buffer.from(bytes), (rows) => countHeaderIn(rows) !== null)
    const header = countHeaderIn(table.rows)
    if (header === null)
      throw new FileProblem('missing_column', 'columns', `there is no row with lĩnh vực and counts in ${name}`)
    return { list: { ...listOf(header), sheet: table.sheet?.name ?? null } }
  } catch (error) {
    return { refusal: refusalOf(error) }
  }
}

/** Reads in a worker. */
export const dossiersInWorker =
  (ask: AskWorker): ReadDossierList =>
  async (file) => {
    try {
      return DossierFileAnswer.parse(await ask(file))
    } catch (error) {
      return { refusal: refusalOf(error) }
    }
  }

const SHOWN = 100

/** Rows without counts are titles or signatures; a sum of others is no area of its own. */
function listOf({ at, names, rows }: CountHeader): Omit<DossierList, 'sheet'> {
  const listed: ListedCounts[] = []
  const issues: ImportIssue[] = []
  let sums = 0
  let monthAbove = ''
  for (const [index, { cells, text: whole }] of rows.entries()) {
    const row = index + 1
    if (cells === null) {
      issues.push({ row, column: '', code: 'bad_row', value: visibleText(whole).slice(0, SHOWN) })
      continue
    }
    const text = (place: number | null): string => (place === null ? '' : cleanText(cells[place]?.text ?? ''))
    // The month of a block is often written once, in its first row.
    if (text(at.month) !== '') monthAbove = text(at.month)
    const counts = countsIn(cells, at.counts)
    if (counts.every(({ count }) => count === null)) continue
    const area = text(at.area)
    if (isSum(area) || isSum(text(0))) {
      sums += 1
      continue
    }
    const wrong = counts.filter(({ count }) => count === undefined)
    for (const { field, written } of wrong)
      issues.push({ row, column: names[field], code: 'not_a_count', value: written.slice(0, SHOWN) })
    if (wrong.length > 0) continue
    const count = (field: DossierField): number | null => counts.find((each) => each.field === field)?.count ?? null
    const [received, early, onTime, late, apologised] = [
      count('received'),
      count('early'),
      count('onTime'),
      count('late'),
      count('apologised'),
    ]
    const month = at.month === null ? null : monthAbove
    listed.push({ row, month, area, unit: text(at.unit), received, early, onTime, late, apologised })
  }
  if (listed.length === 0 && issues.length === 0)
    throw new FileProblem('empty_file', '', 'there are no counts under the header')
  return { rows: listed, sums, issues, columns: { month: names.month, area: names.area, unit: names.unit } }
}

const countsIn = (cells: readonly SheetCell[], places: CountHeader['at']['counts']) =>
  dossierFields.flatMap((field) => {
    const place = places[field]
    if (place === undefined) return []
    const written = cells[place]?.text ?? ''
    return [{ field, written, count: countTyped(written) }]
  })

const isSum = (name: string): boolean => /^(?:tong|tong so|tong cong|cong|toan don vi)(?: |$)/.test(`${plain(name)} `)
