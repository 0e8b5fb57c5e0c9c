/** Free and whole size of the disk that holds the data, in bytes. */
export interface DiskSpace {
  readonly freeBytes: number
  readonly totalBytes: number
}

const MEGABYTE = 1_000_000

/** Below this nothing more is acknowledged: what is left is for the log of the database and for putting things right. */
export const FLOOR_BYTES = 50 * MEGABYTE
const LOW_BYTES = 1000 * MEGABYTE
const LOW_SHARE = 0.05
/** Five hundredths of a large disk are plenty: no warning above this. */
const ENOUGH_BYTES = 20_000 * MEGABYTE

/** `low`: under 1 GB, or under 5 % of a disk unless that is still 20 GB; `full`: under 50 MB. */
export type DiskState = 'fine' | 'low' | 'full'

/** How much room is left for data. */
export function diskState({ freeBytes, totalBytes }: DiskSpace): DiskState {
  if (freeBytes < FLOOR_BYTES) return 'full'
  const scarce = freeBytes < LOW_BYTES || freeBytes < totalBytes * LOW_SHARE
  return scarce && freeBytes < ENOUGH_BYTES ? 'low' : 'fine'
}
