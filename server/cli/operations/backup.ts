import { commandLine, scheduler } from '#core/ledger/actor'
import { resolve } from 'node:path'
import { databaseFiles } from '../../databases.ts'
import { definedOnly } from '#core/text/defined-only'
import { bytesText } from '#core/words/bytes'
import { backupFailureAdvice } from '#core/words/backup-failures'
import { createClockMarks } from '../../store/clock/clock-marks.ts'
import { createBackups } from '../../store/operations/backup-runs.ts'
import type { Command } from '../io.ts'
import { readArgs, UsageError } from '../args.ts'
import type { BackupOutcome } from '../../services/backups/make-backup.ts'
import { makeBackup } from '../../services/backups/make-backup.ts'
import { filesIn } from '../../store/engine/data-files.ts'
import { openForCommand } from '../open.ts'

/** `scheduled` and `at`, the moment by its clock, are for the server alone, which makes its backups by this command. */
const options = {
  to: { type: 'string' },
  json: { type: 'boolean' },
  scheduled: { type: 'boolean' },
  at: { type: 'string' },
} as const

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
      const now = values.at === undefined ? io.clock() : Date.parse(values.at)
      const folder = values.to ?? (await backups.runs(now)).folder
      if (folder === null || folder === '') throw new UsageError('--to is missing, and no folder has been chosen')
      const place = {
        database: filesIn(config.dataDir).database,
        folder: resolve(folder),
        ...definedOnly({ served: io.served }),
      }
      const { doubt } = await createClockMarks(database).read()
      const keep = doubt === null ? config.backup.keep : null
      const outcome = await makeBackup({ ...place, now, app: io.version, keep }, databaseFiles)
      await backups.record(runOf(outcome, place.folder, now), values.scheduled ? scheduler : commandLine)
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

function wordsOf(outcome: BackupOutcome, folder: string): string {
  if (outcome.kind === 'failed') return `${backupFailureAdvice[outcome.reason]}\n  ${outcome.detail}`
  const { file, bytes, responses } = outcome.manifest
  const removed = outcome.removed.length === 0 ? '' : ` Đã bỏ ${outcome.removed.length} bản cũ.`
  return `Đã sao lưu và kiểm tra: ${file}, ${bytesText(bytes)}, ${responses} lượt, trong ${folder}.${removed} (A checked backup was made.)`
}
