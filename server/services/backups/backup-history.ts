import type { BackupRuns } from '../../store/operations/backup-runs.ts'

/** What is known of the backups, with the moments of the tries as numbers. */
export function historyOf({ folder, lastGood, lastFailure }: BackupRuns) {
  const momentOf = (run: { readonly at: string } | null): number | null => (run === null ? null : Date.parse(run.at))
  return { folder, lastGood: momentOf(lastGood), lastFailure: momentOf(lastFailure) }
}
