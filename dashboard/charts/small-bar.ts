import type { Interval } from '#core/statistics/interval'

/** The line of the small bar runs from 60 to 100 %. */
export const BAR_START_SHARE = 0.6

/** Where the marks of a small bar stand, each 0 (left, 60 %) to 100 (right, 100 %). */
export interface SmallBarMarks {
  readonly band: { readonly from: number; readonly to: number } | null
  /** null when the share is unknown or lies below the line. */
  readonly point: number | null
  /** null without a target, or when it lies below the line. */
  readonly tick: number | null
  /** Something of the figure lies below 60 %: the line ends in an arrow. */
  readonly below: boolean
}

export interface SmallBarFigure {
  readonly satisfiedShare: number | null
  readonly interval: Interval | null
  /** The target's value; null without a target. */
  readonly targetShare: number | null
}

/** Places share, interval and target on the line; what lies below 60 % is cut there and told by `below`. */
export function smallBarMarks({ satisfiedShare, interval, targetShare }: SmallBarFigure): SmallBarMarks {
  return {
    band: interval === null || interval.high < BAR_START_SHARE ? null : bandOf(interval),
    point: placeOf(satisfiedShare),
    tick: placeOf(targetShare),
    below: isBelow(satisfiedShare) || isBelow(interval?.low ?? null),
  }
}

function bandOf({ low, high }: Interval) {
  return { from: placeOf(low) ?? 0, to: placeOf(high) ?? 0 }
}

function isBelow(share: number | null): boolean {
  return share !== null && share < BAR_START_SHARE
}

function placeOf(share: number | null): number | null {
  if (share === null || isBelow(share)) return null
  // Two decimals are finer than a pixel and keep binary crumbs out of the page.
  return Math.round(((share - BAR_START_SHARE) / (1 - BAR_START_SHARE)) * 10_000) / 100
}
