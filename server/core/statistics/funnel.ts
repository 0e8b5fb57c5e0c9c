import { Z95 } from './interval.ts'

/** Standard normal quantiles of two-sided limits of 95 % and of 99.8 %. */
export const funnelLimits = { usual: Z95, far: 3.090232306167813 } as const

export type FunnelRegion = 'within' | 'above' | 'below' | 'farAbove' | 'farBelow'

/**
 * Between which shares a unit with that many answers lies by chance, if it is like all together. The limits belong to
 * Wilson's interval: a unit is outside them if and only if its own interval of the same level leaves the pooled share out.
 * Source: Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005).
 *
 * @param pooled share of all together, 0 to 1
 * @param answered 1 and more
 */
export function limitsAt(pooled: number, answered: number, quantile: number) {
  const half = quantile * Math.sqrt((pooled * (1 - pooled)) / answered)
  return { low: Math.max(0, pooled - half), high: Math.min(1, pooled + half) }
}

/** Where a unit lies: within what chance does, outside the limits of 95 %, or far outside: those of 99.8 %. */
export function funnelRegion({
  pooled,
  answered,
  share,
}: Record<'pooled' | 'answered' | 'share', number>): FunnelRegion {
  const far = limitsAt(pooled, answered, funnelLimits.far)
  const usual = limitsAt(pooled, answered, funnelLimits.usual)
  if (share < far.low) return 'farBelow'
  if (share > far.high) return 'farAbove'
  if (share < usual.low) return 'below'
  return share > usual.high ? 'above' : 'within'
}
