/** Why no good backup came of a try. */
export const backupFailures = [
  'folder_missing',
  'folder_not_writable',
  'inside_data',
  'inside_served',
  'no_space',
  'copy_failed',
  'copy_damaged',
  'ledger_broken',
  'interrupted',
] as const

export type BackupFailure = (typeof backupFailures)[number]
