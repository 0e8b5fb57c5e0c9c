import type { Interval } from '../statistics/interval.ts'

/** What a share is held against: a target; nothing where there is none. */
type Compared = { readonly value: number } | null

/**
 * A share of 0 to 1 as a person reads it: `92,7%`, half up, no space. One decimal, and as many more, up to three, as keep
 * it on its side of the target, of 0 and of 1: 2.699 of 3.000 is `89,97%` beside `≥ 90%`, 2.999 of 3.000 is `99,97%`.
 */
export function percentText(share: number, target: Compared = null): string {
  return `${percentNumber(share, pointsOf(target))}%`
}

/** An interval of shares as a person reads it: `82,5–95,2%`, each end on its side of the target. */
export function intervalText({ low, high }: Interval, target: Compared = null): string {
  const points = pointsOf(target)
  return `${percentNumber(low, points)}–${percentNumber(high, points)}%`
}

/** How far a share moved, -1 to 1, in percentage points: `+5,9 điểm`, `−0,04 điểm`; a real difference is never `0,0`. */
export function pointsText(difference: number): string {
  const size = Number(Math.abs(difference).toPrecision(DIGITS))
  if (size < SMALLEST) return '0,0 điểm'
  return `${difference > 0 ? '+' : '−'}${percentNumber(size, [0])} điểm`
}

/**
 * A share of 0 to 1 as a table of a report writes it under a head that says "(%)": `83,94`, half up. Two decimals, as
 * reports of surveys do, and as many more, up to three, as keep it on its side of the target, of 0 and of 1.
 */
export function tablePercent(share: number, target: Compared = null): string {
  return percentNumber(share, pointsOf(target), TABLE_DECIMALS)
}

/** How far a share moved, -1 to 1, in percentage points of a table: `+5,93`, `−0,40`, `0,00`. */
export function tablePoints(difference: number): string {
  const size = Number(Math.abs(difference).toPrecision(DIGITS))
  if (size < SMALLEST) return '0,00'
  return `${difference > 0 ? '+' : '−'}${percentNumber(size, [0], TABLE_DECIMALS)}`
}

/** A whole number with dots between thousands: `1.460`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, '.')
}

/** A `YYYY-MM-DD` date in the order of the country: `05/12/2025`. */
export function dateText(date: string): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

const MOST_DECIMALS = 3
/** The official habit in tables of surveys. */
export const TABLE_DECIMALS = 2
/** Digits that a double holds safely: 0.5025 · 1000 is 502.49999999999994 in binary and would round down. */
const DIGITS = 12
const SMALLEST = 1e-9

const pointsOf = (target: Compared): readonly number[] => (target === null ? [0, 1] : [0, 1, target.value])

/** With the fewest decimals that leave the number in the same order to each of these points as the share is. */
function percentNumber(share: number, points: readonly number[], fewest = 1): string {
  for (let decimals = fewest; ; decimals += 1) {
    const unit = 10 ** (decimals + 2)
    const rounded = Math.round(scaled(share, unit))
    const crossed = points.find((point) => Math.sign(rounded - scaled(point, unit)) !== Math.sign(share - point))
    if (crossed === undefined) return written(rounded, decimals)
    // Nearer than the last decimal can tell: the next number on the right side of it.
    if (decimals === MOST_DECIMALS) return written(rounded + Math.sign(share - crossed), decimals)
  }
}

const scaled = (share: number, unit: number): number => Number((share * unit).toPrecision(DIGITS))

function written(count: number, decimals: number): string {
  const digits = String(count).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)},${digits.slice(-decimals)}`
}
