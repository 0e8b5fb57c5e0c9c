import type { Interval } from '../statistics/interval.ts'

/** A share of 0 to 1 as a person reads it: `92,7%`, one decimal, half up, no space. */
export function percentText(share: number): string {
  return `${percentNumber(share)}%`
}

/** An interval of shares as a person reads it: `82,5–95,2%`. */
export function intervalText(interval: Interval): string {
  return `${percentNumber(interval.low)}–${percentNumber(interval.high)}%`
}

/** A whole number with dots between thousands: `1.460`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, '.')
}

/** A `YYYY-MM-DD` date in the order of the country: `05/12/2025`. */
export function dateText(date: string): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

function percentNumber(share: number): string {
  // Twelve digits first: 0.5025 · 1000 is 502.49999999999994 in binary and would round down.
  const tenths = Math.round(Number((share * 1000).toPrecision(12)))
  return `${Math.floor(tenths / 10)},${tenths % 10}`
}
