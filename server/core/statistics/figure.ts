import { wilsonInterval } from './interval.ts'
import { suppressionOf } from '../disclosure/suppression.ts'
import { answeredCount, satisfiedCount, satisfiedShare } from './tally.ts'
import { evidenceOf, verdictOf } from './target.ts'
import type { Interval } from './interval.ts'
import type { DateRange } from '../time/period.ts'
import type { Suppression, DisclosurePolicy } from '../disclosure/suppression.ts'
import type { Tally } from './tally.ts'
import type { Evidence, RequiredShare, Verdict } from './target.ts'

/** A satisfied share with everything that must stand beside it. When `suppressed` says why, all but the target is null. */
export interface Figure {
  readonly answered: number | null
  /** null too for readers who see no levels. */
  readonly tally: Tally | null
  /** 0 to 1; null too when nobody answered, or the answers are not the five levels of satisfaction. */
  readonly satisfiedShare: number | null
  /** 95 %, Wilson; null as the share is. */
  readonly interval: Interval | null
  readonly target: RequiredShare | null
  readonly verdict: Verdict | null
  /** `partial`: answers enough, but of a part of the range only, so that there is no verdict. */
  readonly evidence: Evidence | 'partial' | null
  readonly suppressed: Suppression
}

/** What a figure is made from. */
export interface FigureSource {
  readonly tally: Tally
  readonly range: DateRange
  /** The target in force on the last day of the range; null when there is none. */
  readonly target: RequiredShare | null
  /** The fewest answers that a verdict may rest on. */
  readonly minimumAnswers: number
  /** What the reader may see. */
  readonly policy: DisclosurePolicy
  /** Hidden because of other cells or periods; null or left out: judged by itself. */
  readonly hidden?: Suppression
  /** Instead of the cell's own answers those that the target counts; null where they may not be shown. */
  readonly counted?: Tally | null
  /** The answers are of a part of the range only: enough for a share, not for a verdict on the range. */
  readonly isPartial?: boolean
  /** False for a criterion with answers of its own, such as early, on time, late: of those no share is satisfied. */
  readonly isSatisfaction?: boolean
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
export function figureOf({
  tally,
  range,
  target,
  minimumAnswers,
  policy,
  isPartial = false,
  isSatisfaction = true,
  hidden = null,
  counted = tally,
}: FigureSource): Figure {
  const suppressed = hidden ?? suppressionOf({ tally, range }, policy)
  if (suppressed !== null) return { ...nothingShown, target, suppressed }
  const answered = answeredCount(tally)
  const shown = policy.levels ? tally : null
  if (!isSatisfaction) return { ...nothingShown, answered, tally: shown, target: null, suppressed }
  return {
    answered,
    tally: shown,
    satisfiedShare: satisfiedShare(tally),
    interval: wilsonInterval(satisfiedCount(tally), answered),
    target,
    ...judgementOf({ counted, target, minimumAnswers, isPartial }),
    suppressed,
  }
}

type JudgedTally = Required<Pick<FigureSource, 'counted' | 'target' | 'minimumAnswers' | 'isPartial'>>

function judgementOf({
  counted,
  target,
  minimumAnswers,
  isPartial,
}: JudgedTally): Pick<Figure, 'verdict' | 'evidence'> {
  if (counted === null) return { verdict: null, evidence: null }
  const evidence = evidenceOf(counted, target, minimumAnswers)
  if (isPartial && evidence !== null && evidence !== 'too_few' && evidence !== 'milestone')
    return { verdict: null, evidence: 'partial' }
  return { verdict: verdictOf(counted, target, minimumAnswers), evidence }
}
