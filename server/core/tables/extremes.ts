import { countText, tablePercent } from '../words/format.ts'

/** A criterion that enough people answered, with the satisfied among them. */
export interface RankedCriterion {
  readonly code: string
  readonly statement: string
  readonly satisfied: number
  readonly answered: number
}

/** The criteria with the highest and with the lowest shares. */
export interface Extremes {
  /** Highest first. */
  readonly strongest: readonly RankedCriterion[]
  /** Lowest first. */
  readonly weakest: readonly RankedCriterion[]
}

/** Fewest answers of a criterion that is called strong or weak. */
export const FEWEST_RANKED = 30
const MOST = 3

/** Three of each, or as many as leave no criterion among both; of equal shares the first in the form. */
export function extremesOf(criteria: readonly RankedCriterion[]): Extremes {
  const ranked = criteria.filter(({ answered }) => answered >= FEWEST_RANKED).toSorted(higherFirst)
  const count = Math.min(MOST, Math.floor(ranked.length / 2))
  const lowest = ranked.toReversed().slice(0, count)
  return { strongest: ranked.slice(0, count), weakest: lowest }
}

/** Shares are compared as fractions of whole numbers. */
const higherFirst = (a: RankedCriterion, b: RankedCriterion): number =>
  b.satisfied * a.answered - a.satisfied * b.answered

const counts = ['', 'Tiêu chí', 'Hai tiêu chí', 'Ba tiêu chí'] as const

/** The lines below a table that name them; one line that says why where there are none. */
export function extremeNotes({ strongest, weakest }: Extremes): readonly string[] {
  if (strongest.length === 0)
    return [`Chưa nêu tiêu chí cao nhất, thấp nhất: chưa có hai tiêu chí từ ${FEWEST_RANKED} câu trả lời.`]
  const head = counts[strongest.length] ?? ''
  return [
    `${head} có tỷ lệ cao nhất: ${strongest.map(named).join('; ')}.`,
    `${head} có tỷ lệ thấp nhất: ${weakest.map(named).join('; ')}.`,
  ]
}

const named = ({ statement, satisfied, answered }: RankedCriterion): string =>
  `${statement} – ${tablePercent(satisfied / answered)}% (${countText(satisfied)}/${countText(answered)})`
