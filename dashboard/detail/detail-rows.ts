import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import { levelWords } from '#core/questions/scale'
import type { Tally } from '#core/statistics/tally'
import { answeredCount } from '#core/statistics/tally'

/** How many answers one level has. */
export interface LevelRow {
  readonly words: string
  readonly count: number
  /** Of the answers with a level, 0 to 1. */
  readonly share: number
}

/** The five levels, worst first, as everywhere. */
export function levelRows(tally: Tally): readonly LevelRow[] {
  const answered = answeredCount(tally)
  const counts = [tally.n1, tally.n2, tally.n3, tally.n4, tally.n5]
  return counts.map((count, at) => ({
    words: levelWords[at]?.vi ?? '',
    count,
    share: answered === 0 ? 0 : count / answered,
  }))
}

/** What the code of a part without one is on the wire. */
const NONE = '-'

/** Rows with anybody in them, of the question that the whole is about; those of which nothing is known last. */
export function partRows({ rows, total }: SatisfactionReply): readonly SatisfactionRow[] {
  const used = rows.filter(({ received, comparable }) => received !== 0 && comparable === total.comparable)
  return [...used.filter(({ key }) => key !== NONE), ...used.filter(({ key }) => key === NONE)]
}

/** Whether a table of them says more than the figure itself. */
export const tellsApart = (rows: readonly SatisfactionRow[]): boolean =>
  rows.length > 1 || rows.some(({ key }) => key !== NONE)
