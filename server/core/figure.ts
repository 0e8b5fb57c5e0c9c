import { wilsonInterval } from './interval.ts'
import { suppressionOf } from './suppression.ts'
import { answeredCount, satisfiedCount, satisfiedShare } from './tally.ts'
import { evidenceOf, verdictOf } from './target.ts'
import type { Interval } from './interval.ts'
import type { DateRange } from './period.ts'
import type { Suppression, ViewPolicy } from './suppression.ts'
import type { Tally } from './tally.ts'
import type { Evidence, Target, Verdict } from './target.ts'

/** A satisfied share with everything that must stand beside it. When `suppressed` says why, all but the target is null. */
export interface Figure {
  readonly answered: number | null
  readonly tally: Tally | null
  /** 0 to 1; null too when nobody answered. */
  readonly satisfiedShare: number | null
  /** 95 %, Wilson; null too when nobody answered. */
  readonly interval: Interval | null
  readonly target: Target | null
  readonly verdict: Verdict | null
  readonly evidence: Evidence | null
  readonly suppressed: Suppression
}

/** What a figure is made from. */
export interface FigureSource {
  readonly tally: Tally
  readonly range: DateRange
  /** The target in force on the last day of the range; null when there is none. */
  readonly target: Target | null
  /** The fewest answers that a verdict may rest on. */
  readonly minimumAnswers: number
  /** What the reader may see. */
  readonly policy: ViewPolicy
}

/** The verdict and the evidence go too: each of them tells something about the hidden answers. */
const nothingShown = {
  answered: null,
  tally: null,
  satisfiedShare: null,
  interval: null,
  verdict: null,
  evidence: null,
} as const

/** The figure of one cell as its reader may see it. */
export function figureOf({ tally, range, target, minimumAnswers, policy }: FigureSource): Figure {
  const suppressed = suppressionOf({ tally, range }, policy)
  if (suppressed !== null) return { ...nothingShown, target, suppressed }
  return {
    answered: answeredCount(tally),
    tally,
    satisfiedShare: satisfiedShare(tally),
    interval: wilsonInterval(satisfiedCount(tally), answeredCount(tally)),
    target,
    verdict: verdictOf(tally, target, minimumAnswers),
    evidence: evidenceOf(tally, target, minimumAnswers),
    suppressed,
  }
}
