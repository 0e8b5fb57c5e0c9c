import { funnelLimits, limitsAt } from '#core/statistics/funnel'
import type { FunnelPoint } from './comparison-rows.ts'

/** The picture in its own units. */
export const FRAME = { width: 760, height: 340, left: 48, right: 16, top: 14, bottom: 38 } as const

export interface FunnelPicture {
  x(answered: number): number
  y(share: number): number
  /** Outlines of the two bands, as paths. */
  readonly usual: string
  readonly far: string
  readonly shares: readonly number[]
  readonly counts: readonly number[]
}

/** Steps of the axis of counts, of which a few are drawn. */
const steps = [5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000]

/** Lays the funnel out: counts from nobody to a little more than the largest, shares from under the lowest to all. */
export function funnelPicture(pooled: number, points: readonly FunnelPoint[]): FunnelPicture {
  const most = Math.max(10, ...points.map(({ answered }) => answered)) * 1.06
  const lowest = Math.min(0.9, pooled - 0.05, ...points.map(({ share }) => share))
  const floor = Math.max(0, Math.floor(lowest * 10 - 0.2) / 10)
  const { width, height, left, right, top, bottom } = FRAME
  const x = (answered: number) => left + (answered / most) * (width - left - right)
  const y = (share: number) => top + ((1 - Math.max(floor, share)) / (1 - floor)) * (height - top - bottom)
  const places = Array.from({ length: 121 }, (_, at) => Math.max(1, most * (at / 120) ** 2))
  const band = (quantile: number): string => {
    const upper = places.map((count) => [x(count), y(limitsAt(pooled, count, quantile).high)] as const)
    const lower = places.map((count) => [x(count), y(limitsAt(pooled, count, quantile).low)] as const)
    return `M${[...upper, ...lower.toReversed()].map((point) => point.map((value) => value.toFixed(1)).join(' ')).join('L')}Z`
  }
  const tenths = Math.round((1 - floor) * 10)
  const apart = steps.find((step) => most / step <= 6) ?? most
  return {
    x,
    y,
    usual: band(funnelLimits.usual),
    far: band(funnelLimits.far),
    shares: Array.from({ length: tenths + 1 }, (_, at) => floor + at / 10),
    counts: Array.from({ length: Math.floor(most / apart) }, (_, at) => apart * (at + 1)),
  }
}
