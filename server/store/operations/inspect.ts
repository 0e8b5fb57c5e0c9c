import type SqliteFile from 'better-sqlite3'
import { sha256 } from '../ledger/keys.ts'
import { kyselyOver, openReadOnly } from '../engine/database.ts'
import type { Keys } from '../ledger/keys.ts'
import { readKeys } from '../ledger/keys.ts'
import type { Verification } from '../ledger/verify.ts'
import { verifyLedgers } from '../ledger/verify.ts'

/** What a database file is, looked at from outside. */
export interface Inspected {
  /** What SQLite finds wrong with the file; empty for a whole one. */
  readonly damage: readonly string[]
  /** Tells installations apart: the start of a hash of their signing key. */
  readonly installation: string
  /** The newest step of the database. */
  readonly migration: string
  readonly responses: number
  readonly verification: Verification
}

/**
 * Opens the file, has SQLite check it page by page, and recomputes its ledgers.
 * @param today civil day by the clock
 * @throws when it is no database of this program and version
 */
export async function inspectDatabase(file: string, today: string): Promise<Inspected> {
  const connection = openReadOnly(file)
  try {
    const damage = damageOf(connection)
    if (damage.length > 0) return { damage, installation: '', migration: '', responses: 0, verification: unknown }
    const keys = await readKeys(kyselyOver(connection))
    const migration = connection
      .prepare<[], { name: string }>('select name from migration order by name desc limit 1')
      .get()
    const counted = connection.prepare<[], { responses: number }>('select count(*) as responses from response').get()
    return {
      damage,
      installation: installationOf(keys),
      migration: migration?.name ?? '',
      responses: counted?.responses ?? 0,
      verification: verifyLedgers(connection, { keys, today }),
    }
  } finally {
    connection.close()
  }
}

const unknown: Verification = { ok: false, units: [], audit: { size: 0, head: null }, problems: [] }

/** @returns what SQLite finds wrong with the file, at most a hundred lines; empty for a whole one */
export function damageOf(connection: SqliteFile.Database): string[] {
  const lines = connection.prepare<[], { integrity_check: string }>('pragma integrity_check(100)').all()
  const found = lines.map((line) => line.integrity_check).filter((line) => line !== 'ok')
  const strays = connection.prepare<[], { table: string }>('pragma foreign_key_check').all()
  return [...found, ...strays.slice(0, 1).map((stray) => `foreign key of ${stray.table}`)]
}

/** The same of a file that is not open; one that cannot be read as a database is damaged too. */
export function damageIn(file: string): string[] {
  try {
    const connection = openReadOnly(file)
    try {
      return damageOf(connection)
    } finally {
      connection.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')) return [error.message]
    throw error
  }
}

/** Tells installations apart: the start of a hash of the key that signs their checkpoints. */
export function installationOf(keys: Keys): string {
  return sha256('hai-long-installation ', keys.signing.export({ type: 'pkcs8', format: 'der' }))
    .toString('hex')
    .slice(0, 16)
}
