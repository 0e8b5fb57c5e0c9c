import { TOLERANCE_MS } from './tap-time.ts'
import type { ClockReading, Stamp } from './tap-time.ts'

/** What the kiosk knew of the server's time before this page was opened. */
export interface KnownTime {
  /** Server time minus device time; 0 until it was learnt. */
  readonly offsetMs: number
  /** The last time that the server told, epoch milliseconds; 0 until it did. */
  readonly serverMs: number
}

/** The clock that ratings are stamped by. */
export interface KioskClock {
  /** What earlier pages had learnt, before this one has learnt anything. */
  recall(known: KnownTime): void
  /** The server says that it is this late, in epoch milliseconds. */
  learn(serverMs: number): void
  /** Whether the server told the time in this page and the device's clocks agree since. */
  isSure(): boolean
  read(): ClockReading
  /** Of a tap that happens now. */
  stamp(): Required<Stamp>
}

/** The device's clocks: epoch milliseconds, which anybody may set, and time since the page was opened. */
export interface DeviceClocks {
  now(): number
  monotonic(): number
}

const browserClocks: DeviceClocks = { now: () => Date.now(), monotonic: () => performance.now() }

/**
 * Between two words of the server the monotonic clock counts, because the device's own may be set at any time. Where the
 * latter went further the device may have slept, while the monotonic clock stood still; then it is followed, unsurely.
 *
 * @param tab the page whose monotonic clock it is
 */
export function createKioskClock(tab: string, clocks: DeviceClocks = browserClocks): KioskClock {
  let anchor = { serverMs: clocks.now(), deviceMs: clocks.now(), monotonicMs: clocks.monotonic(), learnt: false }
  let knownMs = 0

  /** Time gone by since the anchor, by both clocks. */
  const elapsed = () => ({
    device: clocks.now() - anchor.deviceMs,
    monotonic: clocks.monotonic() - anchor.monotonicMs,
  })

  function serverMs(): number {
    const { device, monotonic } = elapsed()
    return anchor.serverMs + (device - monotonic > TOLERANCE_MS ? device : monotonic)
  }

  return {
    recall({ offsetMs, serverMs: lastMs }) {
      if (anchor.learnt) return
      anchor = { ...anchor, serverMs: anchor.deviceMs + offsetMs }
      knownMs = lastMs
    },
    learn(atMs) {
      anchor = { serverMs: atMs, deviceMs: clocks.now(), monotonicMs: clocks.monotonic(), learnt: true }
      knownMs = atMs
    },
    isSure() {
      const { device, monotonic } = elapsed()
      return anchor.learnt && Math.abs(device - monotonic) <= TOLERANCE_MS
    },
    read: () => ({
      deviceMs: clocks.now(),
      monotonicMs: clocks.monotonic(),
      offsetMs: Math.round(serverMs() - clocks.now()),
      tab,
    }),
    stamp: () => ({
      deviceMs: clocks.now(),
      monotonicMs: clocks.monotonic(),
      offsetMs: anchor.serverMs - anchor.deviceMs,
      learnt: anchor.learnt,
      knownMs,
    }),
  }
}
