import { backupIsDue } from '#core/operations/backup-state'
import type { DiskState } from '#core/operations/disk-space'
import type { Backups, BackupStanding } from '../store/operations/backup-runs.ts'
import type { BackupRunner } from './backup-job.ts'
import type { DiskWatch } from './disk-watch.ts'

export interface UpkeepParts {
  readonly backups: Backups
  readonly runner: BackupRunner
  readonly disk: DiskWatch
  readonly clock: () => number
  /** When a backup is made, in minutes after midnight in Vietnam. */
  readonly minute: number
  readonly log: UpkeepLog
}

export interface UpkeepLog {
  info(fields: object, words: string): void
  warn(fields: object, words: string): void
  error(fields: object, words: string): void
}

/** Sentences of the log, Vietnamese first; they name no one and nothing that was rated. */
const diskWords: Readonly<Record<DiskState, string>> = {
  fine: 'Ổ đĩa chứa dữ liệu đã đủ chỗ trở lại. (Disk space is fine again.)',
  low: 'Ổ đĩa chứa dữ liệu sắp đầy: hãy dọn bớt tệp. (Disk space is low: make room.)',
  full: 'Ổ đĩa chứa dữ liệu đã đầy: máy chủ tạm không nhận đánh giá, thiết bị giữ lại và gửi sau. Hãy dọn bớt tệp. (The disk is full: nothing is acknowledged until there is room.)',
}

/** Looks after the disk and the backups; `tick` may be called as often as one likes. */
export function createUpkeep({ backups, runner, disk, clock, minute, log }: UpkeepParts): { tick(): Promise<void> } {
  const watchDisk = (): void => {
    const state = disk.changed()
    if (state === null) return
    const { freeBytes } = disk.space()
    if (state === 'fine') log.info({ freeBytes }, diskWords[state])
    else log.warn({ freeBytes }, diskWords[state])
  }

  const makeBackup = async (): Promise<void> => {
    await runner.start('due')
    const { lastGood, lastFailure } = await backups.standing()
    if (lastFailure !== null && lastFailure.at > (lastGood?.at ?? ''))
      log.error({ reason: lastFailure.reason }, 'Chưa sao lưu được. (The backup failed.)')
    else log.info({ bytes: lastGood?.bytes ?? 0 }, 'Đã sao lưu. (A backup was made.)')
  }

  return {
    tick: async () => {
      watchDisk()
      if (!runner.running() && backupIsDue(historyOf(await backups.standing()), minute, clock())) await makeBackup()
    },
  }
}

/** Moments of the tries as numbers. */
export function historyOf({ folder, lastGood, lastFailure }: BackupStanding) {
  const momentOf = (run: { readonly at: string } | null): number | null => (run === null ? null : Date.parse(run.at))
  return { folder, lastGood: momentOf(lastGood), lastFailure: momentOf(lastFailure) }
}
