import { backupIsDue } from '#core/operations/backup-state'
import type { ClockWatch } from '../services/clock/clock-watch.ts'
import { historyOf } from '../services/backups/backup-history.ts'
import type { Backups } from '../store/operations/backup-runs.ts'
import type { BackupRunner } from './backup-runner.ts'
import type { Job, JobLog } from './job.ts'
import { daily, EVERY_MINUTE, timetable } from './timetable.ts'

export interface BackupJobParts {
  readonly backups: Backups
  readonly runner: BackupRunner
  readonly clockWatch: Pick<ClockWatch, 'hasCalendar' | 'uptime'>
  /** When a backup is made, in minutes after midnight in Vietnam. */
  readonly backupMinute: number
  readonly log: JobLog
}

/** Makes a backup each day; one that somebody asked for since then is as good. */
export const backupJob = ({ backups, runner, clockWatch, backupMinute, log }: BackupJobParts): Job => {
  const at = daily(backupMinute)
  const latest = timetable(at)
  return {
    name: 'backup',
    at,
    of: 'installation',
    beforeOpening: false,
    isDue: async (now) =>
      clockWatch.hasCalendar() &&
      !runner.running() &&
      backupIsDue(historyOf(await backups.runs(now)), latest(now), now),
    run: async (now) => {
      await runner.start('due')
      const { lastGood, lastFailure } = await backups.runs(now)
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

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Makes a backup soon after the start, and a day of running after the last, while nobody knows which day it is: a machine
 * whose battery is flat begins each morning in the same old year, and would never come to the hour of the daily one.
 */
export const undatedBackupJob = ({ backups, runner, clockWatch }: BackupJobParts): Job => {
  let next = -Infinity
  return {
    name: 'undated-backup',
    at: EVERY_MINUTE,
    of: 'process',
    beforeOpening: false,
    isDue: () => Promise.resolve(!clockWatch.hasCalendar() && !runner.running() && clockWatch.uptime() >= next),
    run: async (now) => {
      await runner.start('due')
      const { lastGood } = await backups.runs(now)
      const isMade = lastGood !== null && Date.parse(lastGood.at) >= now
      next = clockWatch.uptime() + (isMade ? DAY_MS : HOUR_MS)
      return 'done'
    },
  }
}
