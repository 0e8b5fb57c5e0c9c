import type { BreakdownRow } from '#core/statistics/breakdown'
import { countOf } from '#core/statistics/count'
import type { Figure } from '#core/statistics/figure'
import type { DateRange } from '#core/time/period'
import { SMALLEST_RELEASE } from '#core/disclosure/suppression'

/** How many of these responses were received and have not entered the figures yet. */
export const waitingAmong = (rows: readonly Pick<BreakdownRow, 'received' | 'tally'>[]): number =>
  rows.reduce((sum, { received, tally }) => sum + Math.max(0, received - countOf(tally).people), 0)

interface Awaited {
  readonly row: BreakdownRow
  readonly range: DateRange
  readonly figure: Pick<Figure, 'suppressed' | 'evidence'>
  /** How many responses to the whole question wait. */
  readonly waiting: number
  readonly today: string
  readonly smallestCell: number
  readonly minimumAnswers: number
}

/**
 * Whether what a figure lacks has been received already and only waits for the end of the day: not the answers are too
 * few. A period that is over waits for nothing.
 */
export function awaitsRelease({ row, range, figure, waiting, today, smallestCell, minimumAnswers }: Awaited): boolean {
  if (range.to < today || waiting < SMALLEST_RELEASE) return false
  const { answered, people } = countOf(row.tally)
  const toCome = answered + waitingAmong([row])
  if (figure.suppressed === 'few' || (figure.suppressed === null && people === 0)) return toCome >= smallestCell
  return figure.evidence === 'too_few' && toCome >= minimumAnswers
}
