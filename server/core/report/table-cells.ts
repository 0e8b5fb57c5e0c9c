import type { PeriodCounts, ReportFacts, ReportTarget } from './facts.ts'
import { ratioText, withoutSign } from './numbers.ts'
import { countText, percentText } from '../words/format.ts'
import { targetText } from '../words/targets.ts'

/** A cell of the table: a number as it is printed and as a spreadsheet counts with it, or words. */
export interface ReportCell {
  readonly text: string
  /** A count, or a percentage of 0 to 100 with all its decimals; null where the cell has words, or nothing. */
  readonly value: number | null
}

/** A row of the table, its cells in the order of `tableHead`. */
export interface ReportRow {
  /** `5.1`: a row without data is left out, and the others keep their number. */
  readonly number: string
  readonly cells: readonly ReportCell[]
}

/** A row as it is planned: what it says beside what each period counted. */
export interface TableLine {
  readonly number: string
  readonly name: string
  readonly unit: string
  /** What stands in the columns of periods; null: nothing was counted. */
  readonly cellOf: (counts: PeriodCounts, isCurrent: boolean) => ReportCell | null
  readonly target?: string
  readonly verdict?: string
  readonly note?: string
}

export const textCell = (text: string): ReportCell => ({ text, value: null })
export const countCell = (value: number): ReportCell => ({ text: countText(value), value })
/** What stands where a figure is not printed. */
export const DASH = textCell('–')

/** A share of all there is, such as of dossiers; in the columns beside the period with what it is made of. */
export function shareCell(part: number, whole: number, { isCurrent, target = null }: ShareContext): ReportCell | null {
  if (whole === 0) return null
  const share = part / whole
  const percent = withoutSign(percentText(share, target))
  return isCurrent
    ? { text: percent, value: share * 100 }
    : { text: `${percent} (${ratioText(part, whole)})`, value: null }
}

interface ShareContext {
  readonly isCurrent: boolean
  readonly target?: { readonly value: number } | null
}

/** Each target as the plan writes it. */
export const targetsText = (targets: readonly Pick<ReportTarget, 'operator' | 'value'>[]): string =>
  targets.map(targetText).join('; ')

/** The row of a line; none where no period counted anything and no target asks for it. */
export function rowsOf(line: TableLine, { current, yearToDate, lastYear }: ReportFacts): readonly ReportRow[] {
  const { number, name, unit, cellOf, target = '', verdict = '', note = '' } = line
  const figures = [cellOf(current, true), yearToDate && cellOf(yearToDate, false), lastYear && cellOf(lastYear, false)]
  if (figures.every((cell) => cell === null) && target === '') return []
  const cells = [
    ...[number, name, unit].map(textCell),
    ...figures.map((cell) => cell ?? textCell('')),
    ...[target, verdict, note].map(textCell),
  ]
  return [{ number, cells }]
}
