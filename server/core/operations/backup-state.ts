/** Older than this, the last good backup is no longer recent: two days. */
export const STALE_AFTER_MS = 48 * 3_600_000
/** After a failure the next try comes an hour later: the disk may just not have been plugged in. */
const TRY_AGAIN_AFTER_MS = 3_600_000

/** What is known of the backups; moments in milliseconds since the epoch, null for never. */
export interface BackupHistory {
  readonly folder: string | null
  readonly lastGood: number | null
  readonly lastFailure: number | null
}

/** `unset`: no folder; `failed`: the last try failed; `stale`: none, or too old; `fine`. */
export type BackupState = 'fine' | 'stale' | 'failed' | 'unset'

/** How the backups stand; anything but `fine` needs a person. */
export function backupState({ folder, lastGood, lastFailure }: BackupHistory, now: number): BackupState {
  if (folder === null) return 'unset'
  if (lastFailure !== null && lastFailure > (lastGood ?? -Infinity)) return 'failed'
  return lastGood === null || now - lastGood > STALE_AFTER_MS ? 'stale' : 'fine'
}

/**
 * Whether a backup has to be made now: one that was missed while the machine was off is made up for.
 * @param dueAt the newest moment not after `now` at which one was to be made
 */
export function backupIsDue({ folder, lastGood, lastFailure }: BackupHistory, dueAt: number, now: number): boolean {
  if (folder === null || (lastGood !== null && lastGood >= dueAt)) return false
  return lastFailure === null || now - lastFailure >= TRY_AGAIN_AFTER_MS
}
