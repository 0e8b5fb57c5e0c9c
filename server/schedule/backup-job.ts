import { backupIsDue } from '#core/operations/backup-state'
import { historyOf } from '../services/backups/backup-history.ts'
import type { Backups } from '../store/operations/backup-runs.ts'
import type { BackupRunner } from './backup-runner.ts'
import type { Job, JobLog } from './job.ts'
import { daily, timetable } from './timetable.ts'

export interface BackupJobParts {
  readonly backups: Backups
  readonly runner: BackupRunner
  /** When a backup is made, in minutes after midnight in Vietnam. */
  readonly backupMinute: number
  readonly log: JobLog
}

/** Makes a backup each day; one that somebody asked for since then is as good. */
export const backupJob = ({ backups, runner, backupMinute, log }: BackupJobParts): Job => {
  const at = daily(backupMinute)
  const latest = timetable(at)
  return {
    name: 'backup',
    at,
    of: 'installation',
    beforeOpening: false,
    isDue: async (now) => !runner.running() && backupIsDue(historyOf(await backups.runs()), latest(now), now),
    run: async (now) => {
      await runner.start('due')
      const { lastGood, lastFailure } = await backups.runs()
      if (lastGood !== null && Date.parse(lastGood.at) >= latest(now)) {
        log.info({ bytes: lastGood.bytes }, 'Đã sao lưu. (A backup was made.)')
        return 'done'
      }
      // Nothing is recorded where the server is being stopped, or the folder was unset meanwhile.
      if (lastFailure !== null && Date.parse(lastFailure.at) >= now)
        log.error({ reason: lastFailure.reason }, 'Chưa sao lưu được. (The backup failed.)')
      return 'failed'
    },
  }
}
