import { isFew, sumCounts } from '#core/count'
import type { Count } from '#core/count'

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
