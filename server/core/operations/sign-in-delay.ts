const FREE_FAILURES = 5
const FIRST_DELAY_MS = 5_000
const LONGEST_DELAY_MS = 15 * 60_000

/** Milliseconds after which failed tries are forgotten. */
export const FAILURES_FORGOTTEN_MS = 24 * 60 * 60_000

/**
 * How long the next try must wait after so many failures in a row: nothing for the first four, then 5 s, doubled by each
 * further failure, a quarter of an hour at most. Source: NIST SP 800-63B §5.2.2 (rate limiting, increasing delays).
 *
 * @returns milliseconds from the last failure
 */
export function delayAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - FREE_FAILURES))
}
