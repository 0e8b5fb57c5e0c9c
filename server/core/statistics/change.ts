import type { Interval } from './interval.ts'

/** A share with the 95 % Wilson interval around it, all 0 to 1. */
export interface Estimate {
  readonly share: number
  readonly interval: Interval
}

/** Where the true difference of two shares probably lies: both ends -1 to 1. */
export interface DifferenceInterval {
  readonly low: number
  readonly high: number
}

/** How a share moved; `unclear` when the difference may be chance. */
export type Change = 'up' | 'down' | 'unclear'

/**
 * The 95 % confidence interval of `later - earlier`, two independent shares, by Newcombe's hybrid score method: their
 * Wilson intervals put together.
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17 (1998), method 10.
 */
export function newcombeInterval(earlier: Estimate, later: Estimate): DifferenceInterval {
  const difference = later.share - earlier.share
  const downward = Math.hypot(later.share - later.interval.low, earlier.interval.high - earlier.share)
  const upward = Math.hypot(later.interval.high - later.share, earlier.share - earlier.interval.low)
  return { low: Math.max(-1, difference - downward), high: Math.min(1, difference + upward) }
}

/** Whether the share rose or fell: only where the whole interval of the difference lies on one side of zero. */
export function changeBetween(earlier: Estimate, later: Estimate): Change {
  const { low, high } = newcombeInterval(earlier, later)
  if (low > 0) return 'up'
  return high < 0 ? 'down' : 'unclear'
}
