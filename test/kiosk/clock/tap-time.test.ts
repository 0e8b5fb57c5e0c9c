import { describe, expect, it } from 'vitest'
import { tapTime } from '../../../kiosk/clock/tap-time.ts'
import type { ClockReading, Stamp } from '../../../kiosk/clock/tap-time.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** When the tap truly was, and when the server is reached, by the right time. */
const tapped = Date.parse('2026-11-20T08:31:07+07:00')
const reached = tapped + 2 * HOUR

/** A tap by a device whose clock is wrong by `wrongMs` (negative: behind), two hours before the server is reached. */
const tap = (wrongMs: number, more: Partial<Stamp> = {}): Stamp => ({
  ...{ deviceMs: tapped + wrongMs, monotonicMs: 100_000, offsetMs: 0, learnt: false, knownMs: tapped - 10 * HOUR },
  ...more,
})
/** The reading once the server was reached, by a device whose clock is then wrong by so much. */
const learnt = (wrongMs: number, more: Partial<ClockReading> = {}): ClockReading => ({
  ...{ deviceMs: reached + wrongMs, monotonicMs: 100_000 + 2 * HOUR, offsetMs: -wrongMs, tab: 'this' },
  ...more,
})

describe('a tap of the page that then reaches the server', () => {
  it.each([
    ['three days behind all the time', -3 * DAY, -3 * DAY],
    ['in 1970', -tapped, -tapped],
    ['ten years ahead', 3650 * DAY, 3650 * DAY],
    ['right, and set three days back since', 0, -3 * DAY],
    ['ahead, and set right since', 5 * HOUR, 0],
  ])('is known to the second where the clock was %s', (_, atTap, atContact) => {
    expect(tapTime(tap(atTap), 'this', learnt(atContact))).toEqual({ atMs: tapped, uncertain: false })
  })

  it('goes by the monotonic clock where a clock that was behind was set right since, and says that it may be wrong', () => {
    expect(tapTime(tap(-3 * DAY), 'this', learnt(0))).toEqual({ atMs: tapped, uncertain: true })
  })

  it('goes by the device clock where the device slept, which stops the monotonic clock alone', () => {
    const woken = learnt(0, { monotonicMs: 100_000 + HOUR / 4 })
    expect(tapTime(tap(0, { learnt: true }), 'this', woken)).toEqual({ atMs: tapped, uncertain: false })
  })
})

describe('a tap of a page that is gone', () => {
  const restarted = (wrongMs: number) => learnt(wrongMs, { tab: 'next', monotonicMs: 5_000 })

  it.each([
    ['still wrong in the same way', -3 * DAY, -3 * DAY, 0, tapped],
    ['right all the time', 0, 0, 0, tapped],
    ['wrong by an offset that was known, and set right since', -3 * DAY, 0, 3 * DAY, tapped],
    ['behind, and set right since: today, for the server was heard of later than it says', -3 * DAY, 0, 0, reached],
    ['in 1970 at each start: within the day', -tapped, -tapped, 0, tapped],
    ['in 1970, and set right since: today', -tapped, 0, 0, reached],
    ['ahead, and set right since: today', 300 * DAY, 0, 0, reached],
  ])('is never called certain; its clock was %s', (_, atTap, atContact, offsetMs, atMs) => {
    expect(tapTime(tap(atTap, { offsetMs }), 'gone', restarted(atContact))).toEqual({ atMs, uncertain: true })
  })

  it.each([
    ['in 1970', -tapped, reached],
    ['some days behind, as far as anybody can say right', -3 * DAY, tapped - 3 * DAY],
  ])(
    'by which no server was ever heard of is dated so that the server takes it; its clock was %s',
    (_, atTap, atMs) => {
      const stamp = tap(atTap, { knownMs: 0 })
      expect(tapTime(stamp, 'gone', restarted(0))).toEqual({ atMs, uncertain: true })
    },
  )
})
