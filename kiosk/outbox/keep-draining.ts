import { HEARTBEAT_MS } from './drainer.ts'
import type { Drainer } from './drainer.ts'
import { holdLock } from './locks.ts'

/** Longest wait between two attempts, in milliseconds. */
export const LONGEST_WAIT_MS = 60_000
const FIRST_WAIT_MS = 1_000

/**
 * Wait before the next attempt: doubles with every failure up to LONGEST_WAIT_MS, half of it left to chance so that
 * the kiosks of a hall do not all come back in the same second after a power cut.
 *
 * @param failures attempts failed in a row, from 1
 * @param chance 0 to 1
 */
export function backoffMs(failures: number, chance: number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1))
  return Math.round(ceiling / 2 + (ceiling / 2) * chance)
}

/** The sending of what waits, until it is stopped. */
export interface Draining {
  /** Sends at once. */
  wake(): void
  /** Ends after the round that runs. */
  stop(): void
}

/**
 * Runs rounds for as long as the page lives: one after the other, at once when `wake` is called, else after the
 * heartbeat time or, while the server cannot be reached, with backoff. The one place that retries.
 */
export function keepDraining(drainer: Drainer): Draining {
  let wakeUp = (): void => {}
  let woken = false
  let stopped = false

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken) resolve()
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function run(isHeld: () => boolean): Promise<void> {
    for (let failures = 0; isHeld();) {
      woken = false
      const reached = await drainer.round().catch(() => false)
      failures = reached ? 0 : failures + 1
      if (isHeld()) await pause(reached ? HEARTBEAT_MS : backoffMs(failures, Math.random()))
    }
  }

  holdLock('hailong-drainer', run, () => stopped)
  const wake = () => {
    woken = true
    wakeUp()
  }
  return {
    wake,
    stop() {
      stopped = true
      wake()
    },
  }
}
