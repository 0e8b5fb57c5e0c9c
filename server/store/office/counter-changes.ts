import type { Kysely } from 'kysely'
import type { Stage } from '#core/questions/questionnaire'
import type { Attribution } from '#core/ledger/actor'
import { definedOnly } from '#core/text/defined-only'
import { toFlag } from '../engine/flag.ts'
import { audit } from '../ledger/audit.ts'
import { changedDetail } from '../ledger/changed-detail.ts'
import type { CounterRow } from './counters.ts'
import { assignedTo, ensureCounter, countersOf, setAreas, setStage } from './counters.ts'
import type { Database } from '../engine/database.ts'
import { AlreadyExistsError } from '../engine/database.ts'
import type { Tables } from '../engine/tables.ts'

/** What a counter becomes; undefined leaves it as it is. */
export interface CounterChanges {
  readonly name?: string | undefined
  readonly siteId?: number | null | undefined
  readonly stage?: Stage | null | undefined
  readonly areaIds?: readonly number[] | undefined
  readonly retired?: boolean | undefined
}

/** Inside a transaction; a name that is taken is refused by the database. */
export async function applyToCounter(trx: Kysely<Tables>, id: number, changes: CounterChanges): Promise<void> {
  const columns = definedOnly({ name: changes.name, site_id: changes.siteId, retired: toFlag(changes.retired) })
  if (Object.keys(columns).length > 0) await trx.updateTable('counter').set(columns).where('id', '=', id).execute()
  if (changes.stage !== undefined) await setStage(trx, id, changes.stage)
  if (changes.areaIds !== undefined) await setAreas(trx, id, changes.areaIds)
}

async function isCounterInUse(trx: Kysely<Tables>, unitId: number, name: string): Promise<boolean> {
  const known = await trx
    .selectFrom('counter')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('name', '=', name)
    .where('retired', '=', 0)
    .executeTakeFirst()
  return known !== undefined
}

export interface NewCounter extends CounterChanges {
  readonly unitId: number
  readonly name: string
}

export type Counters = ReturnType<typeof createCounters>

export function createCounters({ reads, transaction }: Database) {
  return {
    of: (unitIds: readonly number[]) => countersOf(reads, unitIds),
    unitOf: async (id: number) =>
      (await reads.selectFrom('counter').select('unit_id').where('id', '=', id).executeTakeFirst())?.unit_id ?? null,
    /** @throws AlreadyExistsError when one in use has the name */
    create: ({ unitId, name, ...changes }: NewCounter, by: Attribution) =>
      transaction(async (trx) => {
        if (await isCounterInUse(trx, unitId, name)) throw new AlreadyExistsError()
        const id = await ensureCounter(trx, { unitId, name })
        await applyToCounter(trx, id, changes)
        await audit(trx, by, { action: 'counter.create', subject: String(id), unitId, detail: { name } })
        return id
      }),
    /** @returns whether it was done; a counter is not retired while a kiosk stands there */
    change: ({ id, unitId, name }: CounterRow, changes: CounterChanges, by: Attribution) =>
      transaction(async (trx) => {
        if (changes.retired === true && (await assignedTo(trx, id)).length > 0) return false
        await applyToCounter(trx, id, changes)
        const { stage, areaIds, retired } = changes
        const now = definedOnly({
          name: changes.name ?? name,
          stage: stage === null ? 'any' : stage,
          areas: areaIds?.length === 0 ? 'all' : areaIds?.length,
          retired,
        })
        const detail = changedDetail(now, { name })
        await audit(trx, by, { action: 'counter.change', subject: String(id), unitId, detail })
        return true
      }),
  }
}
