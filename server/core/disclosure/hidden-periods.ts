import { addCounts, isFew, emptyCount, sumCounts } from '../statistics/count.ts'
import type { Count } from '../statistics/count.ts'
import type { CutOffDay } from '../time/period.ts'
import { periodsOfYear } from '../time/report-periods.ts'
import type { PeriodOfYear } from '../time/report-periods.ts'

/** Half-months counted from 15 December before the reporting year; the end is not in it. */
export interface HalfMonthSpan {
  readonly first: number
  readonly end: number
}

/** One cell's reporting year. */
export interface YearOfCell {
  /** What the cell holds in each half-month from 15 December before the year on; left out: nobody. */
  readonly halves: readonly Count[]
  readonly smallestCell: number
  /** The unit's. */
  readonly cutOffDay: CutOffDay
}

/** null: the period may be shown; else the smallest piece with few answers that would become known with it. */
export type ExposedBy = (period: PeriodOfYear) => Count | null

/**
 * Which of a cell's figures must stay hidden because of its other periods that are shown: a quarter less two of its
 * months is the third, a calendar month less a report month is a half-month.
 *
 * The ends of all shown periods cut the time they cover into pieces. Whoever adds and subtracts what is shown gets sums
 * of whole pieces (and half-months known to be empty), so it is enough that each piece holds enough or nobody. Periods
 * are taken in the order in which they end, and each is shown only if that stays so: nothing shown is taken back later.
 * A month is shown only where it leaves the quarter possible in which it is reported, and a calendar period of a unit
 * that closes on the 14th only where it leaves the report periods possible that begin and end within it.
 */
export function exposedInYear(year: YearOfCell): ExposedBy {
  const shown: CoveredHalves = { halves: new Set(), cuts: new Set() }
  const hidden = new Map<string, Count>()
  for (const span of spansOf(year.cutOffDay)) {
    // That nobody answered tells no more than everybody knows.
    if (countIn(year.halves, span).people === 0) continue
    const exposed = smallestFew(span, shown, year)
    if (exposed === null) show(span, shown)
    else hidden.set(keyOf(span), exposed)
  }
  return (period) => hidden.get(keyOf(spanOf(period))) ?? null
}

/** What the shown periods cover, and where they end and begin. */
interface CoveredHalves {
  readonly halves: Set<number>
  readonly cuts: Set<number>
}

function show(span: HalfMonthSpan, { halves, cuts }: CoveredHalves): void {
  for (const end of endsOf(span)) cuts.add(end)
  for (let half = span.first; half < span.end; half += 1) halves.add(half)
}

const endsOf = ({ first, end }: HalfMonthSpan): number[] => [first, end]

const keyOf = ({ first, end }: HalfMonthSpan): string => `${first}-${end}`

/** The half-months of a period, in its reporting year. */
export const spanOf = ({ firstMonth, monthCount, cutOffDay }: PeriodOfYear): HalfMonthSpan => {
  const first = 2 * firstMonth + (cutOffDay === null ? 1 : 0)
  return { first, end: first + 2 * monthCount }
}

/** All periods of the year in the order of their ends, shorter ones first. */
function spansOf(cutOffDay: CutOffDay): HalfMonthSpan[] {
  const spans = periodsOfYear(cutOffDay).map(spanOf)
  return spans.sort((a, b) => a.end - b.end || b.first - a.first)
}

/** Of the pieces with few answers that there would be if the period were shown beside the others. */
function smallestFew(span: HalfMonthSpan, shown: CoveredHalves, year: YearOfCell): Count | null {
  const added = [span, ...quarterSoFar(span, year.cutOffDay)]
  const cuts = new Set([...shown.cuts, ...added.flatMap(endsOf), ...cutsBeside(span, year)])
  const isCovered = (half: number) =>
    shown.halves.has(half) || added.some(({ first, end }) => first <= half && half < end)
  let smallest: Count | null = null
  let piece = emptyCount
  for (const [half, count] of year.halves.entries()) {
    if (cuts.has(half)) piece = emptyCount
    if (isCovered(half)) piece = addCounts(piece, count)
    const isWhole = cuts.has(half + 1) && isFew(piece, year.smallestCell)
    if (isWhole && (smallest === null || piece.answered < smallest.answered)) smallest = piece
  }
  return smallest
}

/** For a month, what has passed of the quarter in which the unit reports it. */
function quarterSoFar({ first, end }: HalfMonthSpan, cutOffDay: CutOffDay): HalfMonthSpan[] {
  if (end - first > 2) return []
  const offset = cutOffDay === null ? 1 : 0
  return [{ first: end - 1 - ((end - 1 - offset) % 6), end }]
}

/**
 * With two calendars: the cuts that report periods make, or may come to make, within a calendar one. The days from 15 to
 * 31 December lie in the report year and in the calendar year before it; a cut on both sides of them keeps the two
 * years apart, and so the year before need not be known.
 */
function cutsBeside({ first, end }: HalfMonthSpan, { halves, smallestCell, cutOffDay }: YearOfCell): number[] {
  if (cutOffDay === null) return []
  const isCalendar = first % 2 === 1
  const afterDecember = halves[0] && isFew(halves[0], smallestCell) ? [] : [1]
  return [...afterDecember, ...(isCalendar ? [first + 1, end - 1] : [])]
}

/** What a cell holds in these half-months. */
export const countIn = (halves: readonly Count[], { first, end }: HalfMonthSpan): Count =>
  sumCounts(halves.slice(first, end))
