import type { Answers } from './facts.ts'
import type { Interval } from '../statistics/interval.ts'
import { wilsonInterval } from '../statistics/interval.ts'
import { countText, intervalText, percentText, pointsText } from '../words/format.ts'

/** What a share is held against. */
export type HeldAgainst = { readonly value: number } | null

export const shareOf = ({ satisfied, answered }: Answers): number => satisfied / answered

/** 95 %, Wilson. @throws RangeError where nobody answered */
export function intervalOf({ satisfied, answered }: Answers): Interval {
  const interval = wilsonInterval(satisfied, answered)
  if (interval === null) throw new RangeError('nobody answered')
  return interval
}

/** Of several targets the one that rounding could touch. */
export function nearestTarget<Target extends { readonly value: number }>(
  answers: Answers,
  targets: readonly Target[],
): Target | null {
  const distance = ({ value }: Target): number => Math.abs(value - shareOf(answers))
  return targets.toSorted((one, other) => distance(one) - distance(other))[0] ?? null
}

/** `93,1%`. */
export const sharePercent = (answers: Answers, target: HeldAgainst = null): string =>
  percentText(shareOf(answers), target)

/** `91,1–94,6%`. */
export const intervalPercent = (answers: Answers, target: HeldAgainst = null): string =>
  intervalText(intervalOf(answers), target)

/** `750/806`. */
export const ratioText = (part: number, whole: number): string => `${countText(part)}/${countText(whole)}`

/** How far apart two shares are, without a sign: `3,7`. */
export const pointsApart = (one: number, other: number): string =>
  pointsText(one - other)
    .replace(/^[+−]/, '')
    .replace(/ điểm$/, '')

/** The number of a percentage: `93,1` of `93,1%`. */
export const withoutSign = (percent: string): string => percent.replace(/%$/, '')
