import { OLDEST_TAP_MS } from '#core/time/oldest-tap'

/** How far two clocks may stand apart and still count as agreeing, in milliseconds. */
export const TOLERANCE_MS = 60_000

/** The device's own clocks at the tap, and what it knew of the server's: needed until the server has taken the time. */
export interface Stamp {
  readonly deviceMs: number
  /** Time since the page was opened; runs on when someone sets the clock, and stands still while the device sleeps. */
  readonly monotonicMs: number
  /** Server time minus device time, as it was last learnt; this and what follows is absent in entries from before. */
  readonly offsetMs?: number
  /** That offset was learnt in the page that took the tap, and not before a restart. */
  readonly learnt?: boolean
  /** The last time that the server had told by then: the tap was later. */
  readonly knownMs?: number
}

/** What the kiosk knows of time at one moment. */
export interface ClockReading {
  readonly deviceMs: number
  readonly monotonicMs: number
  /** Server time minus device time, as last learnt. */
  readonly offsetMs: number
  readonly tab: string
}

/** Epoch milliseconds by the server's clock, as well as the kiosk knows it. */
export function serverNow(clock: ClockReading): number {
  return clock.deviceMs + clock.offsetMs
}

/** When a tap was, by what is known now: epoch milliseconds of the server's clock. */
export interface TapTime {
  readonly atMs: number
  /** It may have been at another time of the same day, or on another day. */
  readonly uncertain: boolean
}

/**
 * The time of a tap that was stamped before the server had told the time.
 *
 * In the page that took it the monotonic clock tells how long ago it was, whatever someone did to the device's clock
 * since. Only where the device's clock went further than that, and is no other clock than before, the device slept.
 *
 * After a restart only the device's clock is left, and nobody knows what it did in between: of the readings that fit
 * between what the server had said before and now the likeliest is taken, else today, and it is never called certain.
 * None fits that no server would take: a kiosk that was never told the time, and believes in 1970, would lose the tap.
 *
 * @param tab the page that took the tap
 */
export function tapTime(stamp: Stamp, tab: string, clock: ClockReading): TapTime {
  const now = serverNow(clock)
  const byDevice = stamp.deviceMs + clock.offsetMs
  if (tab === clock.tab) {
    const byMonotonic = now - (clock.monotonicMs - stamp.monotonicMs)
    if (byMonotonic - byDevice <= TOLERANCE_MS) return { atMs: byMonotonic, uncertain: false }
    const isSameClock = Math.abs(clock.offsetMs - (stamp.offsetMs ?? Number.NaN)) <= TOLERANCE_MS
    return stamp.learnt && isSameClock ? { atMs: byDevice, uncertain: false } : { atMs: byMonotonic, uncertain: true }
  }
  const readings = [byDevice, stamp.deviceMs + (stamp.offsetMs ?? clock.offsetMs)]
  const earliest = Math.max((stamp.knownMs ?? 0) - TOLERANCE_MS, now - OLDEST_TAP_MS)
  const fits = (atMs: number) => atMs >= earliest && atMs <= now + TOLERANCE_MS
  return { atMs: Math.min(readings.find(fits) ?? now, now), uncertain: true }
}
