/** Upper bounds in milliseconds; a duration falls into the first bucket whose bound it does not reach. */
const dwellBounds = [1_000, 3_000, 10_000, 30_000, 60_000] as const
const gapBounds = [5_000, 15_000, 60_000, 300_000, 1_800_000] as const

/**
 * Coarse time between the question and the tap, 0…5; an exact one could be matched with a camera's clock.
 * @returns null when the duration is unknown
 */
export function dwellBucket(milliseconds: number | null | undefined): number | null {
  return bucketOf(milliseconds, dwellBounds)
}

/** Coarse time since the rating before on the same kiosk, 0…5; bucket 0 (under 5 s) is quicker than a person changes. */
export function gapBucket(milliseconds: number | null | undefined): number | null {
  return bucketOf(milliseconds, gapBounds)
}

/** Of the buckets of `gapBucket`, the first that is no quick repeat: it begins at 15 s. */
export const FIRST_CALM_GAP = gapBounds.indexOf(15_000) + 1

/** Whether a rating came less than 15 s after the one before on the same kiosk; false where the gap is unknown. */
export const isQuickRepeat = (gap: number | null): boolean => gap !== null && gap < FIRST_CALM_GAP

function bucketOf(milliseconds: number | null | undefined, bounds: readonly number[]): number | null {
  if (milliseconds === null || milliseconds === undefined) return null
  const index = bounds.findIndex((bound) => milliseconds < bound)
  return index === -1 ? bounds.length : index
}
