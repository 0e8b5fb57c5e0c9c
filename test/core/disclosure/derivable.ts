import { addCounts, isFew, emptyCount, sumCounts } from '#core/statistics/count'
import type { Count } from '#core/statistics/count'

/**
 * What an adder and subtracter of the shown sums can work out that is about few people: every set of cells whose sum is
 * in the span of the shown rows, found by elimination over all sets. Small tables only.
 *
 * @param shown which cells each shown sum holds, 0 or 1.
 */
export function fewSetsWithin(
  shown: readonly (readonly number[])[],
  counts: readonly Count[],
  few: number,
): number[][] {
  const basis = eliminated(shown)
  const found: number[][] = []
  for (let set = 1; set < 2 ** counts.length; set += 1) {
    const places = counts.flatMap((_, place) => (set & (2 ** place) ? [place] : []))
    if (!isFew(sumCounts(places.map((place) => counts[place]!)), few)) continue
    const row = counts.map((_, place) => (places.includes(place) ? 1 : 0))
    if (reduced(row, basis).every((value) => Math.abs(value) < 1e-9)) found.push(places)
  }
  return found
}

interface Pivot {
  readonly place: number
  readonly row: readonly number[]
}

function eliminated(rows: readonly (readonly number[])[]): Pivot[] {
  const basis: Pivot[] = []
  for (const row of rows) {
    const left = reduced(row, basis)
    const place = left.findIndex((value) => Math.abs(value) > 1e-9)
    if (place >= 0) basis.push({ place, row: left.map((value) => value / left[place]!) })
  }
  return basis
}

const reduced = (row: readonly number[], basis: readonly Pivot[]): number[] =>
  basis.reduce<number[]>(
    (left, { place, row: pivot }) => {
      const times = left[place]!
      return left.map((value, index) => value - times * pivot[index]!)
    },
    [...row],
  )

/** Cells in a row from `first` up to, not with, `end`. */
export interface Run {
  readonly first: number
  readonly end: number
}

/**
 * The same where each shown sum is about cells in a row, for long rows. A sum is the difference of two running totals,
 * one at each end; ends between which a chain of shown sums leads have a known distance. A set of cells can be worked out
 * if and only if, among the ends so connected, as many begin a piece of it as end one.
 *
 * @returns the fewest answers of such a set with few; null when there is none.
 */
export function fewestWithin(shown: readonly Run[], counts: readonly Count[], few: number): number | null {
  const groupOf = connectedEnds(shown, counts.length + 1)
  let states: Walk[] = [{ inside: false, balance: new Map<number, number>(), sum: emptyCount }]
  for (let place = 0; place <= counts.length; place += 1) {
    const group = groupOf[place]!
    const isLast = !groupOf.includes(group, place + 1)
    const reached = states
      .flatMap((state) => [state, turnedAt(group, state)])
      .filter(({ balance }) => !isLast || !balance.has(group))
      .map((state) => (state.inside ? { ...state, sum: addCounts(state.sum, counts[place] ?? emptyCount) } : state))
    states = fewestOfEach(reached.filter(({ sum }) => sum.answered < few))
  }
  const found = states.filter(({ inside, sum }) => !inside && sum.people > 0)
  return found.length === 0 ? null : Math.min(...found.map(({ sum }) => sum.answered))
}

/** What a walk along the row has taken so far. */
interface Walk {
  readonly inside: boolean
  /** How many more pieces begin than end, by group; left out: none. */
  readonly balance: ReadonlyMap<number, number>
  readonly sum: Count
}

function turnedAt(group: number, { inside, balance, sum }: Walk): Walk {
  const turned = new Map(balance)
  turned.set(group, (balance.get(group) ?? 0) + (inside ? -1 : 1))
  if (turned.get(group) === 0) turned.delete(group)
  return { inside: !inside, balance: turned, sum }
}

/** Of walks that can go on alike, the one with the fewest answers. */
function fewestOfEach(walks: readonly Walk[]): Walk[] {
  const kept = new Map<string, Walk>()
  for (const walk of walks) {
    const key = JSON.stringify([walk.inside, [...walk.balance].sort(), walk.sum.people > 0])
    if (walk.sum.answered < (kept.get(key)?.sum.answered ?? Infinity)) kept.set(key, walk)
  }
  return [...kept.values()]
}

/** For each end a number that it shares with all it is connected to. */
function connectedEnds(shown: readonly Run[], count: number): number[] {
  let groups = Array.from({ length: count }, (_, place) => place)
  for (const { first, end } of shown) groups = groups.map((group) => (group === groups[end] ? groups[first]! : group))
  return groups
}
