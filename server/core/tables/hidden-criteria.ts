import type { Suppression } from '../disclosure/suppression.ts'
import { countOf, isFew } from '../statistics/count.ts'
import type { Tally } from '../statistics/tally.ts'
import { answeredCount } from '../statistics/tally.ts'

interface JudgedCriterion {
  readonly code: string
  readonly tally: Tally
}

/** What may not be shown of a table of criteria; what is not in the maps is shown. */
export interface HiddenCriteria {
  readonly criteria: ReadonlyMap<string, Suppression>
  /** One for each group given, in their order. */
  readonly groups: readonly Suppression[]
  /** Of all groups together. */
  readonly pooled: Suppression
}

/**
 * Hides the criteria with few answers, and in the same group one more, the smallest that is shown, so that the group less
 * what is shown is about enough people. Answers are not counted together for this: one person answers many criteria, so
 * what is hidden must hold one criterion that enough of them answered. A group in which none is, is hidden with all of it,
 * and then so is what all groups sum up to.
 *
 * @param smallestCell the fewest answers that are shown
 */
export function hideCriteria(groups: readonly (readonly JudgedCriterion[])[], smallestCell: number): HiddenCriteria {
  const criteria = new Map<string, Suppression>()
  const hidden = groups.map((group): Suppression => {
    const few = group.filter(({ tally }) => isFew(countOf(tally), smallestCell))
    if (few.length === 0) return null
    for (const { code } of few) criteria.set(code, 'few')
    const [next] = group
      .filter(({ tally }) => answeredCount(tally) >= smallestCell)
      .sort((a, b) => answeredCount(a.tally) - answeredCount(b.tally))
    if (next === undefined) return 'few'
    criteria.set(next.code, 'complement')
    return null
  })
  const anyHidden = hidden.some((why) => why !== null)
  const anyShown = groups.some(
    (group, at) => hidden[at] === null && group.some(({ tally }) => answeredCount(tally) > 0),
  )
  return { criteria, groups: hidden, pooled: anyHidden ? (anyShown ? 'complement' : 'few') : null }
}
