import { isWholeHalfMonths } from '../time/period.ts'
import { answeredCount } from '../statistics/tally.ts'
import type { DateRange } from '../time/period.ts'
import type { Tally } from '../statistics/tally.ts'

/** Why a figure is hidden: too few answers, needed to hide another one, or a range too fine; null when it is shown. */
export type Suppression = 'few' | 'complement' | 'range' | null

/** What a circle of readers may see: ranges made of whole pieces, and cells with enough answers in them. */
export interface DisclosurePolicy {
  /** The fewest answers with a level that a shown cell has. */
  readonly smallestCell: number
  /** What ranges are made of, half-months, or are: a report period. */
  readonly ranges: 'half-month' | 'period'
  /** Whether the five levels are shown, or the satisfied share only. */
  readonly levels: boolean
}

/** Fewest responses that may enter the figures together: with fewer, a figure before and after tells who tapped what. */
export const SMALLEST_RELEASE = 5

/** What those who run the office read: admin, manager, leader, superior. */
export const managerPolicy: DisclosurePolicy = { smallestCell: 5, ranges: 'half-month', levels: true }

/**
 * What officers, supervisors and the public read, and what leaves the office: cells of ten, whole report periods, no
 * levels. Further cells are hidden by `hidden-cells` and `hidden-periods`, so that none can be worked out.
 */
export const readerPolicy: DisclosurePolicy = { smallestCell: 10, ranges: 'period', levels: false }

/**
 * Why the cell may not be shown, so that no figure can be traced to a person who just stood there.
 * A cell with nobody in it hides nothing and is shown.
 */
export function suppressionOf(cell: { tally: Tally; range: DateRange }, policy: DisclosurePolicy): Suppression {
  if (!isWholeHalfMonths(cell.range)) return 'range'
  const answered = answeredCount(cell.tally)
  const isEmpty = answered + cell.tally.n0 === 0
  return !isEmpty && answered < policy.smallestCell ? 'few' : null
}
