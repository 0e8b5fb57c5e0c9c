import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { Migration } from '../../../migrations/index.ts'
import { migrations } from '../../../migrations/index.ts'
import { syncFile, syncFolder } from './sqlite/copy.ts'
import { connect } from './sqlite/connect.ts'
import { kyselyOver } from './sqlite/dialect.ts'
import { sqliteEngine } from './portable.ts'

/** The file was written by a newer program; an older one would not know what it must keep. */
export class NewerDatabaseError extends Error {}

/** A step failed: the file is as it was, and a copy of it lies beside. */
export class MigrationFailedError extends Error {
  /** The copy made before the first step; null for a file that was new. */
  readonly copy: string | null

  constructor(cause: unknown, copy: string | null) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.copy = copy
  }
}

/** Folder beside the database that holds what was there before the last upgrades. */
export const COPIES_FOLDER = 'ban-sao-truoc-nang-cap'

/** Copies made before upgrades that are kept. */
const COPIES_KEPT = 3

/** @returns whether the file lacks steps that this program knows; throws NewerDatabaseError the other way round */
export async function needsMigration(file: string): Promise<boolean> {
  if (!existsSync(file)) return true
  const db = kyselyOver(connect(file))
  try {
    return (await missingMigrations(db)).length > 0
  } finally {
    await db.destroy()
  }
}

/**
 * Brings the file to this program's version: all missing steps in one transaction, after a copy of what was there.
 * The caller holds the lock of the data folder.
 *
 * @param steps all that this program knows, in order
 * @returns the names of the steps that ran
 * @throws MigrationFailedError, NewerDatabaseError; the file is then as it was
 */
export async function migrate(file: string, steps: readonly Migration[] = migrations): Promise<readonly string[]> {
  const db = kyselyOver(connect(file))
  try {
    const missing = await missingMigrations(db, steps)
    if (missing.length === 0) return []
    const copy = missing.length < steps.length ? await copyBefore(db, file, missing[0]?.name ?? '') : null
    await runSteps(db, missing).catch((error: unknown) => {
      throw new MigrationFailedError(error, copy)
    })
    if (copy !== null) dropOldCopies(dirname(copy))
    return missing.map((step) => step.name)
  } finally {
    await db.destroy()
  }
}

async function runSteps(db: ReturnType<typeof kyselyOver>, steps: readonly Migration[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`create table if not exists migration (name text primary key)`.execute(trx)
    for (const step of steps) {
      await step.up(trx, sqliteEngine)
      await sql`insert into migration (name) values (${step.name})`.execute(trx)
    }
  })
}

/** @returns the copy, which is on the disk when this resolves */
async function copyBefore(db: ReturnType<typeof kyselyOver>, file: string, step: string): Promise<string> {
  const folder = join(dirname(file), COPIES_FOLDER)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const moment = new Date().toISOString().replaceAll(/[-:.]/g, '')
  const copy = join(folder, `hai-long-${moment}-truoc-${step}.db`)
  await sql`vacuum into ${copy}`.execute(db)
  syncFile(copy)
  syncFolder(folder)
  return copy
}

/** Names begin with the moment, so the last ones are the newest. Only what `copyBefore` made is ever removed. */
function dropOldCopies(folder: string): void {
  const copies = readdirSync(folder).filter((name) => /^hai-long-\d{8}T\d{9}Z-truoc-.+\.db$/.test(name))
  for (const name of copies.sort().slice(0, -COPIES_KEPT)) rmSync(join(folder, name), { force: true })
}

async function missingMigrations(
  db: ReturnType<typeof kyselyOver>,
  steps: readonly Migration[] = migrations,
): Promise<readonly Migration[]> {
  const tables = await sql`select name from sqlite_master where name = 'migration'`.execute(db)
  if (tables.rows.length === 0) return steps
  const done = await sql<{ name: string }>`select name from migration`.execute(db)
  const names = new Set(done.rows.map((row) => row.name))
  const known = new Set(steps.map((step) => step.name))
  const unknown = [...names].find((name) => !known.has(name))
  if (unknown) throw new NewerDatabaseError(unknown)
  return steps.filter((step) => !names.has(step.name))
}
