import type { Kysely } from 'kysely'
import type { TargetRequest } from '#contract/targets'
import type { Actor } from './audit.ts'
import { writeAudit } from './audit.ts'
import type { Database } from './database.ts'
import { nextId } from './portable.ts'
import type { Tables } from './tables.ts'

/** Chỉ tiêu of a plan as stored; retired ones are left out everywhere. */
export interface TargetRow {
  readonly id: number
  readonly unitId: number
  readonly group: string
  readonly operator: '>=' | '>'
  /** 0 to 1. */
  readonly value: number
  readonly validFrom: string
  readonly validTo: string
  readonly source: string
}

/** Targets of these units, the newest first: where two hold at once, the one entered last counts. */
export async function targetsOf(db: Kysely<Tables>, unitIds: readonly number[]): Promise<TargetRow[]> {
  const rows = await db
    .selectFrom('target')
    .selectAll()
    .where('unit_id', 'in', unitIds)
    .where('retired', '=', 0)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    group: row.group_code,
    operator: row.operator === '>' ? '>' : '>=',
    value: row.value,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    source: row.source,
  }))
}

/** Inside a transaction. @returns the new id */
export async function createTarget(trx: Kysely<Tables>, unitId: number, target: TargetRequest): Promise<number> {
  const { id } = await trx
    .insertInto('target')
    .values({
      id: nextId('target'),
      unit_id: unitId,
      group_code: target.group,
      operator: target.operator,
      value: target.value,
      valid_from: target.validFrom,
      valid_to: target.validTo,
      source: target.source,
      retired: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** @returns the unit of a target, null when there is no such target in use */
export async function unitOfTarget(db: Kysely<Tables>, id: number): Promise<number | null> {
  const row = await db
    .selectFrom('target')
    .select('unit_id')
    .where('id', '=', id)
    .where('retired', '=', 0)
    .executeTakeFirst()
  return row?.unit_id ?? null
}

/** Inside a transaction: a target is retired, not deleted. */
export async function retireTarget(trx: Kysely<Tables>, id: number): Promise<void> {
  await trx.updateTable('target').set({ retired: 1 }).where('id', '=', id).execute()
}

/** Targets as routes use them. */
export type Targets = ReturnType<typeof createTargets>

/** Binds the questions about targets to an open store. */
export function createTargets({ reads, transaction }: Database) {
  return {
    of: (unitIds: readonly number[]) => targetsOf(reads, unitIds),
    unitOf: (id: number) => unitOfTarget(reads, id),
    create: (unitId: number, target: TargetRequest, by: Actor) =>
      transaction(async (trx) => {
        const id = await createTarget(trx, unitId, target)
        const detail = { unit: target.unit, group: target.group, operator: target.operator, value: target.value }
        const subject = { subject: String(id), unitId }
        await writeAudit(trx, { at: by.at, actor: by.name, action: 'target.create', ...subject, detail })
        return id
      }),
    retire: (id: number, by: Actor) =>
      transaction(async (trx) => {
        await retireTarget(trx, id)
        await writeAudit(trx, { at: by.at, actor: by.name, action: 'target.retire', subject: String(id) })
      }),
  }
}
