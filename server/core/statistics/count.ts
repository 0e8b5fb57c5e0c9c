import type { Tally } from './tally.ts'
import { answeredCount } from './tally.ts'

/** How many stand behind a cell, as far as hiding cells cares. */
export interface Count {
  /** Answers with a level. */
  readonly answered: number
  /** Those and the ones without an opinion. */
  readonly people: number
}

export const emptyCount: Count = { answered: 0, people: 0 }

export const countOf = (tally: Tally): Count => {
  const answered = answeredCount(tally)
  return { answered, people: answered + tally.n0 }
}

export const addCounts = (a: Count, b: Count): Count => ({
  answered: a.answered + b.answered,
  people: a.people + b.people,
})

export const sumCounts = (counts: Iterable<Count>): Count => [...counts].reduce(addCounts, emptyCount)

/** What is left of the wider count when the other is taken away. */
export const without = (wider: Count, other: Count): Count => ({
  answered: wider.answered - other.answered,
  people: wider.people - other.people,
})

/** Somebody is behind it, and too few to show: knowing it would tell what one of them thought. */
export const isFew = ({ answered, people }: Count, smallestCell: number): boolean =>
  people > 0 && answered < smallestCell
