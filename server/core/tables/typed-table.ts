import type { Tally } from '../statistics/tally.ts'
import { answeredCount, satisfiedCount } from '../statistics/tally.ts'

/** Why a cell says nothing. */
export type MissingCell =
  | 'few' // too few answers to be shown
  | 'complement' // hidden, so that a cell with too few cannot be worked out
  | 'no_answers' // nobody answered
  | 'not_before' // nothing to compare with in the period before
  | 'not_judged' // of such a row no verdict is given

/** One cell as what it is, so that a page, a document and a workbook can each write it in their way. */
export type TypedCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly count: number }
  /** `part` of `whole` answers, whole numbers, `whole` > 0; `target` is the share it is held against, null: none. */
  | { readonly kind: 'share'; readonly part: number; readonly whole: number; readonly target: number | null }
  /** The 95 % interval of a share, both ends 0 to 1. */
  | { readonly kind: 'interval'; readonly low: number; readonly high: number; readonly target: number | null }
  /**
   * How far a share moved, -1 to 1, not rounded. `sure`: whether more than chance is seen; null where that cannot be said:
   * of few answers, and of several that one person gave.
   */
  | { readonly kind: 'points'; readonly points: number; readonly sure: boolean | null }
  | { readonly kind: 'none'; readonly why: MissingCell }

export interface TypedColumn {
  readonly code: string
  readonly label: string
  readonly kind: 'text' | 'number'
}

export interface TypedRow {
  readonly key: string
  /** `total` sums up, `group` heads the plain rows below it, `apart` belongs to no sum. */
  readonly kind: 'total' | 'group' | 'plain' | 'apart'
  /** One for each column. */
  readonly cells: readonly TypedCell[]
}

/** A table of a report: what is shown on a page, written into a document or a workbook. */
export interface TypedTable {
  readonly title: string
  readonly columns: readonly TypedColumn[]
  readonly rows: readonly TypedRow[]
  /** What must be said below it, a line each. */
  readonly notes: readonly string[]
}

export const textCell = (text: string): TypedCell => ({ kind: 'text', text })
export const countCell = (count: number): TypedCell => ({ kind: 'count', count })
export const noCell = (why: MissingCell): TypedCell => ({ kind: 'none', why })

/** The satisfied among the answers of a tally. */
export function shareCell(tally: Tally, target: number | null = null): TypedCell {
  const whole = answeredCount(tally)
  return whole === 0 ? noCell('no_answers') : { kind: 'share', part: satisfiedCount(tally), whole, target }
}

/** The five levels, worst first. */
export const levelCells = ({ n1, n2, n3, n4, n5 }: Tally): readonly TypedCell[] => [n1, n2, n3, n4, n5].map(countCell)

/** Whether any cell of the rows is hidden so that nobody can be told from it. */
export const hidesAny = (rows: readonly TypedRow[]): boolean =>
  rows.some(({ cells }) => cells.some((cell) => cell.kind === 'none' && isHidden(cell.why)))

const isHidden = (why: MissingCell): boolean => why === 'few' || why === 'complement'
