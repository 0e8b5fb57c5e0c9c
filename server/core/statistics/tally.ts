import { isLevel } from '../questions/scale.ts'

/** Count of answers on each level for one criterion in one cell; `n0` counts "không có ý kiến". Whole numbers, >= 0. */
export interface Tally {
  readonly n1: number
  readonly n2: number
  readonly n3: number
  readonly n4: number
  readonly n5: number
  readonly n0: number
}

/** The tally of a cell in which nobody gave an answer. */
export const emptyTally: Tally = { n1: 0, n2: 0, n3: 0, n4: 0, n5: 0, n0: 0 }

/** The tally of two cells taken together. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    n1: a.n1 + b.n1,
    n2: a.n2 + b.n2,
    n3: a.n3 + b.n3,
    n4: a.n4 + b.n4,
    n5: a.n5 + b.n5,
    n0: a.n0 + b.n0,
  }
}

/** The tally of all cells taken together; empty for none. */
export function sumTallies(list: Iterable<Tally>): Tally {
  let sum = emptyTally
  for (const tally of list) sum = addTallies(sum, tally)
  return sum
}

/**
 * The tally of one answer; null is "không có ý kiến".
 *
 * @throws RangeError for a level off the scale of 1 to 5.
 */
export function tallyOf(level: number | null): Tally {
  if (level === null) return { ...emptyTally, n0: 1 }
  if (!isLevel(level, 5)) throw new RangeError(`no level ${level} on a scale of 1 to 5`)
  return {
    n1: Number(level === 1),
    n2: Number(level === 2),
    n3: Number(level === 3),
    n4: Number(level === 4),
    n5: Number(level === 5),
    n0: 0,
  }
}

/** How many answered with a level; "không có ý kiến" is not among them. */
export function answeredCount(tally: Tally): number {
  return tally.n1 + tally.n2 + tally.n3 + tally.n4 + tally.n5
}

/** How many are satisfied: levels 4 and 5. */
export function satisfiedCount(tally: Tally): number {
  return tally.n4 + tally.n5
}

/**
 * Tỷ lệ hài lòng: levels 4 and 5 over all who answered with a level. "Không có ý kiến" is in neither number.
 * Source: QĐ 2640/QĐ-BNV 2017, as the Ministry reports it (a share, not a mean).
 *
 * @returns 0 to 1, not rounded; null when nobody answered (never 0, never NaN).
 */
export function satisfiedShare(tally: Tally): number | null {
  const answered = answeredCount(tally)
  return answered === 0 ? null : satisfiedCount(tally) / answered
}
