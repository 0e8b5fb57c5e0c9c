import type { Kysely } from 'kysely'
import type { BackupFailure } from '#core/operations/backup-failure'
import { backupFailures } from '#core/operations/backup-failure'
import { CLOCK_SLACK_MS } from '#core/time/clock-doubt'
import type { Actor } from '#core/ledger/actor'
import { commandLine } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import { readInstallationSetting } from '../office/installation-settings.ts'
import type { Tables } from '../engine/tables.ts'

/** What came of one try to make a backup. */
export interface BackupRun {
  /** ISO moment in UTC. */
  readonly at: string
  readonly folder: string
  /** null when no file was left. */
  readonly file: string | null
  readonly bytes: number | null
  /** null for a good backup. */
  readonly reason: BackupFailure | null
  /** What the system said of a failure, else empty. */
  readonly detail: string
  /** null when the ledger was not reached. */
  readonly ledgerOk: boolean | null
}

/** Tries that are remembered. */
const RUNS_KEPT = 100

/** Remembers a try, and in the audit that a copy of everything was made. */
export async function recordBackupRun(database: Database, run: BackupRun, actor: Actor): Promise<void> {
  await database.transaction(async (trx) => {
    const { ledgerOk, ...row } = run
    await trx
      .insertInto('backup_run')
      .values({ id: await nextId(trx, 'backup_run'), ...row, ledger_ok: ledgerOk === null ? null : Number(ledgerOk) })
      .execute()
    await trx
      .deleteFrom('backup_run')
      .where('id', '<=', (runs) =>
        runs.selectFrom('backup_run').select((of) => of(of.fn.max('id'), '-', RUNS_KEPT).as('id')),
      )
      .execute()
    if (run.file === null) return
    const detail = { folder: run.folder, bytes: run.bytes }
    await audit(trx, { actor, at: run.at }, { action: 'backup.make', subject: run.file, detail, unitId: null })
  })
}

/**
 * @param now one that lies ahead was written by a wrong clock, and counts as none
 * @returns the newest try of that outcome, null when there was none
 */
export async function lastBackupRun(
  db: Kysely<Tables>,
  outcome: 'good' | 'failed' | 'checked',
  now: number,
): Promise<BackupRun | null> {
  const latest = new Date(now + CLOCK_SLACK_MS).toISOString()
  let query = db.selectFrom('backup_run').selectAll().where('at', '<=', latest)
  if (outcome === 'checked') query = query.where('ledger_ok', 'is not', null)
  else query = query.where('reason', outcome === 'good' ? 'is' : 'is not', null)
  const row = await query.orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!row) return null
  const { at, folder, file, bytes, detail } = row
  const reason = backupFailures.find((code) => code === row.reason) ?? null
  return { at, folder, file, bytes, detail, reason, ledgerOk: row.ledger_ok === null ? null : row.ledger_ok === 1 }
}

/** What is known of the backups. */
export interface BackupRuns {
  readonly folder: string | null
  readonly lastGood: BackupRun | null
  readonly lastFailure: BackupRun | null
  /** The newest try that looked at the ledger. */
  readonly lastChecked: BackupRun | null
}

/** @param given a folder that goes before the one settled */
export const createOperationStores = (database: Database, given: string | null) => ({
  backups: createBackups(database, given),
})

export type Backups = ReturnType<typeof createBackups>

/** @param given a folder that goes before the one settled */
export function createBackups(database: Database, given: string | null) {
  const { reads } = database
  return {
    runs: async (now: number): Promise<BackupRuns> => ({
      folder: given ?? (await readInstallationSetting(reads, 'backup.folder')),
      lastGood: await lastBackupRun(reads, 'good', now),
      lastFailure: await lastBackupRun(reads, 'failed', now),
      lastChecked: await lastBackupRun(reads, 'checked', now),
    }),
    record: (run: BackupRun, actor: Actor = commandLine) => recordBackupRun(database, run, actor),
  }
}
