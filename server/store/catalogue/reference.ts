import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Checkpoint } from '#contract/checkpoint'
import { allAreas, areasInUse } from './areas.ts'
import type { Database } from '../engine/database.ts'
import { checkpointOf } from '../ledger/ledger.ts'
import { allProcedures } from './procedures.ts'
import { allQuestionnaires } from './questionnaires.ts'
import type { Tables } from '../engine/tables.ts'

/** Quầy with the unit it belongs to; names are unique within a unit. */
export interface CounterRow {
  readonly id: number
  readonly name: string
  readonly unitId: number
}

/** What codes mean and where the ledger stands: the short reads that kiosks and figures share. */
export type Reference = ReturnType<typeof createReference>

/** Binds them to an open store. */
export function createReference({ reads }: Database) {
  return {
    areasInUse: () => areasInUse(reads),
    allAreas: () => allAreas(reads),
    questionnaires: () => allQuestionnaires(reads),
    procedures: () => allProcedures(reads),
    counters: (unitIds: readonly number[]) => countersOf(reads, unitIds),
    newestCheckpoint: (unitId: number) => newestCheckpoint(reads, unitId),
    /** Fails when the database cannot be read. */
    ping: () => sql`select 1`.execute(reads),
  }
}

async function countersOf(db: Kysely<Tables>, unitIds: readonly number[]): Promise<CounterRow[]> {
  return db
    .selectFrom('counter')
    .select(['id', 'name', 'unit_id as unitId'])
    .where('unit_id', 'in', unitIds)
    .orderBy('name')
    .execute()
}

async function newestCheckpoint(db: Kysely<Tables>, unitId: number): Promise<Checkpoint | null> {
  const row = await db
    .selectFrom('checkpoint')
    .select(['size', 'hash', 'day', 'signature'])
    .where('unit_id', '=', unitId)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? checkpointOf(row) : null
}
