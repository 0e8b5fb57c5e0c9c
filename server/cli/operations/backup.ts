import { resolve } from 'node:path'
import { bytesText } from '#core/words/bytes'
import type { BackupFailure } from '#core/operations/backup-failure'
import { createBackups } from '../../store/operations/backup-runs.ts'
import type { Command } from '../io.ts'
import { readArgs, UsageError } from '../args.ts'
import type { BackupOutcome } from '../../services/backups/make-backup.ts'
import { makeBackup } from '../../services/backups/make-backup.ts'
import { filesIn, openForCommand } from '../open.ts'

/** `scheduled` is for the server alone, which makes its backups by this command. */
const options = { to: { type: 'string' }, json: { type: 'boolean' }, scheduled: { type: 'boolean' } } as const

/** `hailong backup`: a checked copy in another folder, beside a running server. */
export const backupCommand: Command = {
  summary: 'sao lưu dữ liệu sang thư mục khác và kiểm tra bản sao (copies the data into another folder, checked)',
  usage: 'hailong backup [--to DIR] [--json]\n       without --to: BACKUP_DIR, or the folder chosen at set-up',
  run: async (args, io) => {
    const { values } = readArgs(args, options, 0)
    const { config } = io
    const database = await openForCommand(config)
    try {
      const backups = createBackups(database, config.backup.folder)
      const folder = values.to ?? (await backups.standing()).folder
      if (folder === null || folder === '') throw new UsageError('--to is missing, and no folder has been chosen')
      const now = io.clock()
      const place = { database: filesIn(config.dataDir).database, folder: resolve(folder) }
      const outcome = await makeBackup({ ...place, now, app: io.version, keep: config.backup.keep })
      await backups.record(runOf(outcome, place.folder, now), values.scheduled ? 'hailong:schedule' : 'hailong')
      if (values.json)
        io.out(JSON.stringify(outcome.kind === 'made' ? { ok: true, ...outcome } : { ok: false, ...outcome }))
      else if (outcome.kind === 'made') io.out(wordsOf(outcome, place.folder))
      else io.say(wordsOf(outcome, place.folder))
      return outcome.kind === 'made' ? 0 : 1
    } finally {
      await database.close()
    }
  },
}

const runOf = (outcome: BackupOutcome, folder: string, now: number) => ({
  at: new Date(now).toISOString(),
  folder,
  file: outcome.manifest?.file ?? null,
  bytes: outcome.manifest?.bytes ?? null,
  ledgerOk: outcome.manifest?.ledgerOk ?? null,
  reason: outcome.kind === 'made' ? null : outcome.reason,
  detail: outcome.kind === 'made' ? '' : outcome.detail,
})

/** What failed and what to do, Vietnamese first. */
export const failureWords: Readonly<Record<BackupFailure, string>> = {
  folder_missing: 'Không thấy thư mục sao lưu: hãy cắm ổ đĩa, hoặc tạo thư mục rồi thử lại. (There is no such folder.)',
  folder_not_writable: 'Không ghi được vào thư mục sao lưu: hãy cấp quyền ghi. (The folder cannot be written.)',
  inside_data:
    'Thư mục sao lưu nằm trong thư mục dữ liệu: hãy chọn nơi khác, tốt nhất là ổ đĩa khác. (It lies inside the data folder.)',
  no_space: 'Ổ đĩa sao lưu không đủ chỗ: hãy dọn bớt hoặc dùng ổ khác. (There is not enough room.)',
  copy_failed: 'Chưa chép được dữ liệu. Hãy thử lại, rồi chạy "hailong doctor". (The copy failed.)',
  copy_damaged:
    'Bản sao bị hỏng nên đã bỏ. Hãy kiểm tra ổ đĩa, rồi chạy "hailong doctor". (The copy was damaged and dropped.)',
  ledger_broken:
    'Sổ ghi có vấn đề; bản sao vẫn được giữ, các bản cũ không bị xóa. Hãy chạy "hailong verify". (The ledger has problems.)',
  interrupted: 'Việc sao lưu bị ngắt giữa chừng. Hãy thử lại. (It was interrupted.)',
}

function wordsOf(outcome: BackupOutcome, folder: string): string {
  if (outcome.kind === 'failed') return `${failureWords[outcome.reason]}\n  ${outcome.detail}`
  const { file, bytes, responses } = outcome.manifest
  const removed = outcome.removed.length === 0 ? '' : ` Đã bỏ ${outcome.removed.length} bản cũ.`
  return `Đã sao lưu và kiểm tra: ${file}, ${bytesText(bytes)}, ${responses} lượt, trong ${folder}.${removed} (A checked backup was made.)`
}
