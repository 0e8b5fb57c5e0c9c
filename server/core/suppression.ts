import { isWholeHalfMonths, isWholeMonths } from './period.ts'
import { answeredCount } from './tally.ts'
import type { DateRange } from './period.ts'
import type { Tally } from './tally.ts'

/** Why a figure is hidden: too few answers, needed to hide another one, or a range too fine; null when it is shown. */
export type Suppression = 'few' | 'complement' | 'range' | null

/** What a circle of readers may see: ranges made of whole pieces, and cells with enough answers in them. */
export interface ViewPolicy {
  /** The fewest answers with a level that a shown cell has. */
  readonly smallestCell: number
  /** What ranges must be made of. */
  readonly ranges: 'half-month' | 'month'
}

/** What those who run the office read: admin, manager, leader, superior. */
export const managerPolicy: ViewPolicy = { smallestCell: 5, ranges: 'half-month' }

const isMadeOf = { 'half-month': isWholeHalfMonths, month: isWholeMonths } as const

/**
 * Why the cell may not be shown, so that no figure can be traced to a person who just stood there.
 * A cell with nobody in it hides nothing and is shown.
 */
export function suppressionOf(cell: { tally: Tally; range: DateRange }, policy: ViewPolicy): Suppression {
  if (!isMadeOf[policy.ranges](cell.range)) return 'range'
  const answered = answeredCount(cell.tally)
  const isEmpty = answered + cell.tally.n0 === 0
  return !isEmpty && answered < policy.smallestCell ? 'few' : null
}
