import type { Refusal } from '../refusal.ts'
import { refuseUntilLater } from '../refusal.ts'

/** Counts failed tries per key in memory, so that passwords and codes cannot be guessed at speed. */
export interface Attempts {
  /** Whether another try is allowed now. */
  allowed(key: string, now: number): boolean
  /** Milliseconds until another try is allowed; 0 when it is now. */
  waitMs(key: string, now: number): number
  failed(key: string, now: number): void
  succeeded(key: string): void
}

export interface AttemptLimit {
  readonly most: number
  readonly windowMs: number
}

/** Keys kept at most; beyond it the oldest are forgotten, so that the memory stays bounded. */
const MOST_KEYS = 10_000

/** @returns a counter in which a key may fail `most` times per window; only failures count */
export function createAttempts({ most, windowMs }: AttemptLimit): Attempts {
  const failures = new Map<string, { count: number; readonly until: number }>()
  const current = (key: string, now: number): number => {
    const known = failures.get(key)
    // What would last longer than the window was counted by a clock that ran ahead.
    if (known && !(known.until > now && known.until <= now + windowMs)) failures.delete(key)
    return failures.get(key)?.count ?? 0
  }
  return {
    allowed: (key, now) => current(key, now) < most,
    waitMs: (key, now) => (current(key, now) < most ? 0 : (failures.get(key)?.until ?? now) - now),
    succeeded: (key) => {
      failures.delete(key)
    },
    failed: (key, now) => {
      const count = current(key, now) + 1
      const until = failures.get(key)?.until ?? now + windowMs
      failures.set(key, { count, until })
      const [oldest] = failures.keys()
      if (failures.size > MOST_KEYS && oldest !== undefined) failures.delete(oldest)
    },
  }
}

/**
 * Counts a try as failed until it has succeeded, because tries sent all at once would each be answered otherwise.
 *
 * @returns null when it may be made
 */
export function beginTry(attempts: Attempts, key: string, now: number): Refusal | null {
  const waitMs = attempts.waitMs(key, now)
  if (waitMs > 0) return refuseUntilLater(waitMs)
  attempts.failed(key, now)
  return null
}
