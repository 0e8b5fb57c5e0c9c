import type { DiskState } from '#core/operations/disk-space'
import type { DiskWatch } from './disk-watch.ts'
import type { Job, JobLog } from './job.ts'
import { EVERY_MINUTE } from './timetable.ts'

export interface DiskJobParts {
  readonly disk: DiskWatch
  readonly log: JobLog
}

/** Sentences of the log, Vietnamese first. */
const diskWords: Readonly<Record<DiskState, string>> = {
  fine: 'Ổ đĩa chứa dữ liệu đã đủ chỗ trở lại. (Disk space is fine again.)',
  low: 'Ổ đĩa chứa dữ liệu sắp đầy: hãy dọn bớt tệp. (Disk space is low: make room.)',
  full: 'Ổ đĩa chứa dữ liệu đã đầy: máy chủ tạm không nhận đánh giá, thiết bị giữ lại và gửi sau. Hãy dọn bớt tệp. (The disk is full: nothing is acknowledged until there is room.)',
}

/** Says when the disk of the data fills, and when there is room again. */
export const diskJob = ({ disk, log }: DiskJobParts): Job => ({
  name: 'disk',
  at: EVERY_MINUTE,
  of: 'process',
  beforeOpening: false,
  run: () => {
    const state = disk.changed()
    if (state !== null) {
      const { freeBytes } = disk.space()
      if (state === 'fine') log.info({ freeBytes }, diskWords[state])
      else log.warn({ freeBytes }, diskWords[state])
    }
    return Promise.resolve('done')
  },
})
