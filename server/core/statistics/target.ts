import { Z95, wilsonInterval } from './interval.ts'
import { answeredCount, satisfiedCount } from './tally.ts'
import type { Interval } from './interval.ts'
import type { Stage } from '../questions/questionnaire.ts'
import type { Tally } from './tally.ts'

/** `>=` for "từ 90% trở lên", `>` for "trên 80%". */
export type Operator = '>=' | '>'

/** Chỉ tiêu: the satisfied share that a plan asks for. */
export interface RequiredShare {
  readonly operator: Operator
  /** 0 to 1, a decimal of at most nine places. */
  readonly value: number
  /** The document and the sentence it comes from. */
  readonly source: string
  /** Only answers given at these stages count; null: all. */
  readonly stages: readonly Stage[] | null
  /** The year by which it is to be reached, while that year is still to come: until then there is no verdict. */
  readonly milestone?: number | undefined
}

/** Whether the share of the cell reaches the target. */
export type Verdict = 'met' | 'missed'

/**
 * How far a verdict can be trusted: `too_few` is under the minimum number of answers; `milestone`: there is none before the
 * year by which the target is to be reached.
 */
export type Evidence = 'sufficient' | 'insufficient' | 'too_few' | 'milestone'

/**
 * Whether the answers reach the target, compared without rounding: 27 of 30 meet ">= 0.9" and miss "> 0.9".
 *
 * @param minimumAnswers the fewest answers with a level that a verdict may rest on.
 * @returns null without a target, without answers, or with fewer answers than the minimum.
 */
export function verdictOf(tally: Tally, target: RequiredShare | null, minimumAnswers: number): Verdict | null {
  const answered = answeredCount(tally)
  if (target === null || answered === 0 || answered < minimumAnswers || target.milestone !== undefined) return null
  return reaches(satisfiedCount(tally), answered, target) ? 'met' : 'missed'
}

/**
 * How far the verdict can be trusted: sufficient when the whole 95 % Wilson interval lies on one side of the target.
 *
 * @param minimumAnswers the fewest answers with a level that a verdict may rest on.
 * @returns null without a target; `too_few` where `verdictOf` gives none for want of answers.
 */
export function evidenceOf(tally: Tally, target: RequiredShare | null, minimumAnswers: number): Evidence | null {
  if (target === null) return null
  const answered = answeredCount(tally)
  const interval = wilsonInterval(satisfiedCount(tally), answered)
  if (interval === null || answered < minimumAnswers) return 'too_few'
  if (target.milestone !== undefined) return 'milestone'
  return isOnOneSide(interval, target) ? 'sufficient' : 'insufficient'
}

/**
 * The fewest answers, all satisfied, with which a met target can be evident: Wilson's lower end at 100 % is
 * n / (n + z²), which reaches t at n = z²t / (1 - t).
 *
 * @param value of the target, 0 to 1; at 1 no number of answers is enough: Infinity.
 */
export function smallestEvidentCount(value: number): number {
  return Math.ceil((Z95 * Z95 * value) / (1 - value))
}

/** What can be said of a share that somebody else found. */
export interface Judgement {
  /** 95 %, Wilson; null where it is no random sample, or nobody says how many were asked. */
  readonly interval: Interval | null
  readonly verdict: Verdict | null
  /** `published`: the number reaches the target or does not; nothing says how sure that is. */
  readonly evidence: Evidence | 'published' | null
}

/** A share as somebody else found it. */
export interface FoundShare {
  /** 0 to 1, a decimal of at most nine places. */
  readonly share: number
  /** How many answered; null: not known. */
  readonly answers: number | null
  /**
   * Whether it is the share of one question on a random sample. Indexes such as SIPAS pool many questions over a sample of
   * several stages: an interval of one proportion would be an invention.
   */
  readonly isSample: boolean
}

/**
 * Judges a share that was found elsewhere: by its interval where it has one, else by the number that was published.
 *
 * @param minimumAnswers the fewest answers that a verdict on a sample may rest on.
 */
export function judgeShare(found: FoundShare, target: RequiredShare | null, minimumAnswers: number): Judgement {
  const { share, answers, isSample } = found
  const interval = answers === null || !isSample ? null : wilsonInterval(Math.round(share * answers), answers)
  if (target === null) return { interval, verdict: null, evidence: null }
  if (interval !== null && (answers ?? 0) < minimumAnswers) return { interval, verdict: null, evidence: 'too_few' }
  if (target.milestone !== undefined) return { interval, verdict: null, evidence: 'milestone' }
  const verdict = reaches(share, 1, target) ? 'met' : 'missed'
  if (interval === null) return { interval, verdict, evidence: 'published' }
  return { interval, verdict, evidence: isOnOneSide(interval, target) ? 'sufficient' : 'insufficient' }
}

/**
 * Whether a part of a whole reaches a target: 27 of 30 meet ">= 0.9" and miss "> 0.9".
 * Compares in whole billionths, because 0.55 · 100 is more than 55 in floating point.
 */
export function reaches(
  satisfied: number,
  answered: number,
  target: Pick<RequiredShare, 'operator' | 'value'>,
): boolean {
  const have = BigInt(Math.round(satisfied * 1e9))
  const need = BigInt(answered) * BigInt(Math.round(target.value * 1e9))
  return target.operator === '>=' ? have >= need : have > need
}

function isOnOneSide({ low, high }: Interval, { operator, value }: Pick<RequiredShare, 'operator' | 'value'>): boolean {
  return operator === '>=' ? low >= value || high < value : low > value || high <= value
}
