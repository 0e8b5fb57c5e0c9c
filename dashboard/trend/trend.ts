import { changeBetween } from '#core/statistics/change'
import { OFFICE_MEASURE } from '#core/questions/questionnaire'
import type { SatisfactionRow } from '#contract/satisfaction'
import type { Change, Estimate } from '#core/statistics/change'

/** The axis starts no higher than this, so that a small movement never looks like a large one. */
const HIGHEST_START = 0.7

/** What is said of a period in which nobody rated. */
export const NOTHING = 'chưa có lượt nào'

/**
 * What one period has to show. `sure`: enough answers, part of the line; `few`: a point by itself, under the fewest
 * answers of the unit; `hidden`: no share is given; `none`: nothing was received.
 */
export type CellKind = 'sure' | 'few' | 'hidden' | 'none'

export interface TrendCell {
  readonly key: string
  readonly kind: CellKind
  /** null when nothing was received. */
  readonly row: SatisfactionRow | null
  /** null when `hidden` or `none`. */
  readonly estimate: Estimate | null
  /** Against the period right before; null when one of the two is not sure. */
  readonly change: Change | null
  /** How far the share moved since then, -1 to 1; null as the change is. */
  readonly difference: number | null
}

/** The periods of one question: figures of different questions never share a line. */
export interface TrendLine {
  readonly comparable: string
  /** What it is about where that is not what the trend is about: a group beside the whole. */
  readonly subject: string | null
  /** One for each period of the window, oldest first. */
  readonly cells: readonly TrendCell[]
}

/** A target over neighbouring periods, given by their places in the window, both inclusive. */
export interface TargetStep {
  /** Of which of the lines, by its place. */
  readonly line: number
  readonly from: number
  readonly to: number
  readonly target: NonNullable<SatisfactionRow['target']>
}

/** Everything a picture of the trend needs, and the table beside it. */
export interface Trend {
  readonly keys: readonly string[]
  /** The office's own measure first, the group beside it last; empty when nothing was received. */
  readonly lines: readonly TrendLine[]
  readonly targets: readonly TargetStep[]
  /** A cell with fewer answers is hidden from this reader. */
  readonly smallestCell: number
  /** What is said of a period of which there is no row. */
  readonly noneWords: string
  /** Where the axis of shares starts, 0 to 0.7 in tenths. */
  readonly axisStart: number
}

export interface TrendSource {
  /** Rows by month or quarter, with one period more than the keys, for the first comparison. */
  readonly rows: readonly SatisfactionRow[]
  readonly keys: readonly string[]
  readonly minimumAnswers: number
  readonly smallestCell: number
  /** A group beside the whole, in its own words, with rows of the same kind; left out: none. */
  readonly beside?: { readonly words: string; readonly rows: readonly SatisfactionRow[] } | undefined
  /** Whether the reader has closed periods alone: of the others nobody says that there was nothing. */
  readonly isOfClosed?: boolean
}

/** Lays the rows of the server out over the periods of the window. */
export function trendOf({ rows, keys, minimumAnswers, smallestCell, beside, isOfClosed = false }: TrendSource): Trend {
  const known = new Set(keys)
  const received = rows.filter(({ key, received }) => known.has(key) && received !== 0)
  const methods = [...new Set(received.map(({ comparable }) => comparable))].sort(officeFirst)
  const lineOf = (all: readonly SatisfactionRow[], comparable: string, subject: string | null): TrendLine => {
    const own = new Map(all.filter((row) => row.comparable === comparable).map((row) => [row.key, row]))
    const before = [...own.keys()].filter((key) => key < (keys[0] ?? '')).sort()
    return { comparable, subject, cells: cellsOf(own, before.at(-1) ?? null, { keys, minimumAnswers }) }
  }
  const main = methods.map((comparable) => lineOf(rows, comparable, null))
  const [first] = methods
  // A group is held against the whole by the question that both were asked.
  const group = beside && first !== undefined ? lineOf(beside.rows, first, beside.words) : null
  const lines = group?.cells.some(({ kind }) => kind !== 'none') ? [...main, group] : main
  const targets = lines.flatMap(({ cells }, line) => targetSteps(cells, line))
  const noneWords = isOfClosed ? 'chưa chốt số liệu' : NOTHING
  return { keys, lines, targets, smallestCell, noneWords, axisStart: axisStart(lines, targets) }
}

/** How many ways of asking the lines are of. */
export const methodCount = ({ lines }: Trend): number => lines.filter(({ subject }) => subject === null).length

/** Places of cells that a line may join: neighbours that are all sure. A single one is a run too. */
export function sureRuns(cells: readonly TrendCell[]): readonly (readonly number[])[] {
  const runs: number[][] = []
  cells.forEach(({ kind }, place) => {
    if (kind !== 'sure') return
    const last = runs.at(-1)
    if (last?.at(-1) === place - 1) last.push(place)
    else runs.push([place])
  })
  return runs
}

/** Targets as steps: equal ones of neighbouring periods become one. A period without responses says nothing of its target. */
export function targetSteps(cells: readonly TrendCell[], line = 0): readonly TargetStep[] {
  const steps: TargetStep[] = []
  cells.forEach(({ row }, place) => {
    const target = row?.target ?? null
    if (target === null) return
    const last = steps.at(-1)
    const goesOn = last?.to === place - 1 && isSame(last.target, target)
    if (last !== undefined && goesOn) steps[steps.length - 1] = { ...last, to: place }
    else steps.push({ line, from: place, to: place, target })
  })
  return steps
}

function cellsOf(
  own: ReadonlyMap<string, SatisfactionRow>,
  before: string | null,
  { keys, minimumAnswers }: Pick<TrendSource, 'keys' | 'minimumAnswers'>,
): readonly TrendCell[] {
  const cells: TrendCell[] = []
  let earlier = before === null ? null : sureEstimate(own.get(before) ?? null, minimumAnswers)
  for (const key of keys) {
    const row = own.get(key) ?? null
    const estimate = estimateOf(row)
    const sure = sureEstimate(row, minimumAnswers)
    const change = earlier === null || sure === null ? null : changeBetween(earlier, sure)
    const difference = earlier === null || sure === null ? null : sure.share - earlier.share
    cells.push({ key, kind: kindOf(row, sure), row, estimate, change, difference })
    earlier = sure
  }
  return cells
}

function kindOf(row: SatisfactionRow | null, sure: Estimate | null): CellKind {
  if (row === null || row.received === 0) return 'none'
  if (sure !== null) return 'sure'
  return estimateOf(row) === null ? 'hidden' : 'few'
}

function sureEstimate(row: SatisfactionRow | null, minimumAnswers: number): Estimate | null {
  return (row?.answered ?? 0) >= minimumAnswers ? estimateOf(row) : null
}

function estimateOf(row: SatisfactionRow | null): Estimate | null {
  if (row === null || row.suppressed !== null || row.satisfiedShare === null || row.interval === null) return null
  return { share: row.satisfiedShare, interval: row.interval }
}

/**
 * A tenth at or under everything that is drawn, and never above 70 %. The wide intervals of few answers do not count: they
 * would press all the others together, so they are cut at the axis.
 */
function axisStart(lines: readonly TrendLine[], targets: readonly TargetStep[]): number {
  const lows = lines.flatMap(({ cells }) =>
    cells.flatMap(({ kind, estimate }) => (kind === 'few' ? estimate?.share : estimate?.interval.low) ?? []),
  )
  const lowest = Math.min(HIGHEST_START, ...lows, ...targets.map(({ target }) => target.value))
  return Math.floor(lowest * 10) / 10
}

const officeFirst = (a: string, b: string): number =>
  Number(b === OFFICE_MEASURE) - Number(a === OFFICE_MEASURE) || (a < b ? -1 : 1)

const isSame = (a: TargetStep['target'], b: TargetStep['target']): boolean =>
  a.value === b.value && a.operator === b.operator

/** Where words beside a dash would stand: places of the window from and until, at the height of a share. */
interface LabelSpan {
  readonly from: number
  readonly until: number
  readonly value: number
}

/** Whether the points and lines around those places leave more room under that share than over it. */
export function roomUnder({ lines, axisStart }: Trend, { from, until, value }: LabelSpan): boolean {
  const near = lines.flatMap(({ cells }) => cells.slice(Math.max(0, Math.floor(from)), Math.ceil(until) + 1))
  const shares = near.flatMap(({ estimate }) => (estimate === null ? [] : [estimate.share]))
  const over = Math.min(1 - value, ...shares.filter((share) => share >= value).map((share) => share - value))
  const under = Math.min(value - axisStart, ...shares.filter((share) => share < value).map((share) => value - share))
  return under > over
}
