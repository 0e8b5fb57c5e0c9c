const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A stored moment may lie so far ahead: a time server steps a clock back by seconds, and other processes store too. */
export const CLOCK_SLACK_MS = 2 * MINUTE_MS
/** A host's time that leaves the monotonic clock by more has been set, not slewed. */
export const CLOCK_JUMP_MS = 10 * MINUTE_MS
/** No office is shut for longer: one that is closed over Tết and the summer opens again before. */
export const FAR_AHEAD_MS = 45 * DAY_MS

/**
 * Why the host's time is not believed: it lies before the newest moment that was stored, before the program was built, far
 * after the newest moment at a start, or it has left the monotonic clock while the server ran.
 */
export const clockDoubts = ['behind_records', 'before_build', 'far_ahead', 'jumped'] as const
export type ClockDoubt = (typeof clockDoubts)[number]

/** What a host's time is held against; moments in milliseconds since the epoch, null where there is none. */
export interface ClockEvidence {
  /** The newest moment that was stored while the time was certain. */
  readonly newest: number | null
  readonly builtAt: number | null
}

/**
 * Whether what is stored speaks against the host's time: an alarm, never a clock. A build that is newer than what a person
 * confirmed counts for nothing, because the build may have been made by a wrong clock.
 */
export function doubtOf(hostMs: number, { newest, builtAt }: ClockEvidence): ClockDoubt | null {
  if (newest !== null && hostMs < newest - CLOCK_SLACK_MS) return 'behind_records'
  if (builtAt !== null && (newest === null || newest >= builtAt) && hostMs < builtAt - CLOCK_SLACK_MS)
    return 'before_build'
  return newest !== null && hostMs > newest + FAR_AHEAD_MS ? 'far_ahead' : null
}

/** Whether a stored moment can be: one that lies ahead was written by a wrong clock, and counts as unknown. */
export const canBePast = (momentMs: number, nowMs: number): boolean => momentMs <= nowMs + CLOCK_SLACK_MS

/** Something that ends by itself; moments in milliseconds since the epoch. */
export interface Lifespan {
  /** When it was made; left out where that is not kept. */
  readonly createdAt?: number
  readonly expiresAt: number
  /** The longest that such a thing may live when it is made. */
  readonly longestMs: number
}

/** Whether it is alive: not yet ended, not made in the future, and not living longer than it could when it was made. */
export function isAlive({ createdAt, expiresAt, longestMs }: Lifespan, nowMs: number): boolean {
  if (createdAt !== undefined && !canBePast(createdAt, nowMs)) return false
  return expiresAt > nowMs && canBePast(expiresAt - longestMs, nowMs)
}
