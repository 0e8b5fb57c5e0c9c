import type { Database } from '../store/engine/database.ts'
import type { StorageTrouble } from '../store/engine/trouble.ts'
import type { Job, JobLog } from './job.ts'
import { EVERY_MINUTE } from './timetable.ts'

/** Says once when nothing can be stored any more, and once when it can again. */
export interface StorageWatch {
  /** What somebody met who wanted to store; null: nothing stood in the way. */
  tell(trouble: StorageTrouble | null, log: JobLog): void
  /** Looks, and tells. */
  look(log: JobLog): Promise<StorageTrouble | null>
}

/** Sentences of the log, Vietnamese first. */
const words: Readonly<Record<StorageTrouble, string>> = {
  locked:
    'Chương trình khác đang khóa tệp dữ liệu: máy chủ tạm không nhận đánh giá, thiết bị giữ lại và gửi sau. Hãy đóng chương trình đó. (Another program holds the database: nothing is acknowledged until it lets go.)',
  moved:
    'Tệp dữ liệu đã bị xóa, bị dời hoặc bị thay trong lúc máy chủ chạy: máy chủ không nhận đánh giá nữa. Đừng tắt máy chủ; hãy trả tệp về chỗ cũ, nếu không được thì phục hồi bản sao lưu. (The database file was deleted or replaced while it was open: nothing is acknowledged. Put it back, or restore a backup.)',
}
const fine = 'Ghi được dữ liệu trở lại. (Storing works again.)'

export function createStorageWatch(database: Database): StorageWatch {
  let last: StorageTrouble | null = null
  const tell: StorageWatch['tell'] = (trouble, log) => {
    if (trouble === last) return
    last = trouble
    if (trouble === null) log.info({}, fine)
    else log.error({ trouble }, words[trouble])
  }
  return {
    tell,
    look: async (log) => {
      const trouble = await database.trouble()
      tell(trouble, log)
      return trouble
    },
  }
}

export interface StorageJobParts {
  readonly storage: StorageWatch
  readonly log: JobLog
}

/** Looks also while nobody taps and nobody asks. */
export const storageJob = ({ storage, log }: StorageJobParts): Job => ({
  name: 'storage',
  at: EVERY_MINUTE,
  of: 'process',
  beforeOpening: false,
  run: async () => {
    await storage.look(log)
    return 'done'
  },
})
