import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import { connect, kyselyOver } from './database.ts'
import { sqliteEngine } from './portable.ts'

/** The file was written by a newer program; an older one would not know what it must keep. */
export class NewerDatabaseError extends Error {}

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
 * The caller holds the lock of the data folder. @returns the names of the steps that ran
 */
export async function migrate(file: string): Promise<readonly string[]> {
  const db = kyselyOver(connect(file))
  try {
    const missing = await missingMigrations(db)
    if (missing.length === 0) return []
    if (missing.length < migrations.length)
      await sql`vacuum into ${`${file}.before-${missing[0]?.name ?? ''}-${Date.now()}`}`.execute(db)
    await db.transaction().execute(async (trx) => {
      await sql`create table if not exists migration (name text primary key)`.execute(trx)
      for (const step of missing) {
        await step.up(trx, sqliteEngine)
        await sql`insert into migration (name) values (${step.name})`.execute(trx)
      }
    })
    return missing.map((step) => step.name)
  } finally {
    await db.destroy()
  }
}

async function missingMigrations(db: ReturnType<typeof kyselyOver>): Promise<typeof migrations> {
  const tables = await sql`select name from sqlite_master where name = 'migration'`.execute(db)
  if (tables.rows.length === 0) return migrations
  const done = await sql<{ name: string }>`select name from migration`.execute(db)
  const names = new Set(done.rows.map((row) => row.name))
  const known = new Set(migrations.map((step) => step.name))
  const unknown = [...names].find((name) => !known.has(name))
  if (unknown) throw new NewerDatabaseError(unknown)
  return migrations.filter((step) => !names.has(step.name))
}
