import type { Suppression } from '../disclosure/suppression.ts'
import { countOf, isFew, sumCounts } from '../statistics/count.ts'
import type { Tally } from '../statistics/tally.ts'

/** A row of a table that the office reads. */
export interface OfficeRow {
  readonly key: string
  readonly comparable: string
  readonly tally: Tally | null
}

/** A row that is hidden, and why. */
export interface HiddenRow {
  readonly key: string
  readonly comparable: string
  readonly why: Exclude<Suppression, 'range' | null>
}

/**
 * Rows that stay hidden from the office: those with few answers, and further ones, the smallest first, until those hidden
 * together hold enough, so that the total less the others gives nothing away.
 *
 * @param addsUp whether the rows are parts of one total; the rows of groups and of criteria are not
 */
export function hiddenFromOffice(
  rows: readonly OfficeRow[],
  smallestCell: number,
  addsUp: boolean,
): readonly HiddenRow[] {
  const comparables = [...new Set(rows.map(({ comparable }) => comparable))]
  return comparables.flatMap((comparable) => {
    const counted = rows
      .filter((row) => row.comparable === comparable)
      .map(({ key, tally }) => ({ key, count: tally === null ? { answered: 0, people: 0 } : countOf(tally) }))
      .filter(({ count }) => count.people > 0)
    const few = counted.filter(({ count }) => isFew(count, smallestCell))
    const hidden = few.map(({ key }): HiddenRow => ({ key, comparable, why: 'few' }))
    if (!addsUp || few.length === 0) return hidden
    let sum = sumCounts(few.map(({ count }) => count))
    const others = counted.filter((row) => !few.includes(row)).sort((a, b) => a.count.answered - b.count.answered)
    for (const { key, count } of others) {
      if (!isFew(sum, smallestCell)) break
      hidden.push({ key, comparable, why: 'complement' })
      sum = sumCounts([sum, count])
    }
    return hidden
  })
}
