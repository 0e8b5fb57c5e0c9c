import { countRows, textOrder } from '../engine/portable.ts'
import { sql } from 'kysely'
import { isEngineError, openSnapshot } from '../engine/database.ts'
import { readKeys } from '../ledger/keys.ts'
import type { Verification } from '../ledger/verification.ts'
import { verifyDatabase } from './verify-database.ts'

/** What a database file is, looked at from outside. */
export interface Inspected {
  /** What the engine finds wrong with the file; empty for a whole one. */
  readonly damage: readonly string[]
  /** Tells installations apart: the start of a hash of their signing key. */
  readonly installation: string
  /** The newest step of the database. */
  readonly migration: string
  readonly responses: number
  readonly verification: Verification
}

/**
 * Opens the file, has the engine check it page by page, and recomputes its ledgers.
 * @param today civil day by the clock
 * @throws when it is no database of this program and version
 */
export async function inspectDatabase(file: string, today: string): Promise<Inspected> {
  const snapshot = openSnapshot(file)
  try {
    const damage = await snapshot.damage()
    if (damage.length > 0) return { damage, installation: '', migration: '', responses: 0, verification: unknown }
    const keys = await readKeys(snapshot.db)
    const migration = await snapshot
      .statement<void, { name: string }>(
        () => sql`select name from migration order by ${textOrder('name')} desc limit 1`,
      )
      .first()
    const counted = await snapshot
      .statement<void, { responses: number }>(() => sql`select ${countRows()} as responses from response`)
      .first()
    return {
      damage,
      installation: keys.installation,
      migration: migration?.name ?? '',
      responses: counted?.responses ?? 0,
      verification: await verifyDatabase(snapshot, { keys, today }),
    }
  } finally {
    await snapshot.close()
  }
}

const unknown: Verification = { ok: false, units: [], audit: { size: 0, head: null }, problems: [], notes: [] }

/** @returns what the engine finds wrong with a file; one that cannot be read as a database is damaged too */
export async function damageIn(file: string): Promise<readonly string[]> {
  try {
    const snapshot = openSnapshot(file)
    try {
      return await snapshot.damage()
    } finally {
      await snapshot.close()
    }
  } catch (error) {
    if (isEngineError(error)) return [error.message]
    throw error
  }
}
