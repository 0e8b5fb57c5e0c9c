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
