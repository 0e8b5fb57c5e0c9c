import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Stage } from '#core/questions/questionnaire'
import { isStage } from '#core/questions/questionnaire'
import { nextId } from '../engine/next-id.ts'
import type { Tables } from '../engine/tables.ts'

export interface CounterSettings {
  readonly unitId: number
  readonly name: string
  /** null: nộp hồ sơ, nhận kết quả and hướng dẫn alike; left out: as it is. */
  readonly stage?: Stage | null
  /** Empty: all areas; left out: as they are. */
  readonly areaIds?: readonly number[]
}

/**
 * Quầy: finds it by its name within the unit or makes it; what is given of stage and areas becomes so. A retired one is in
 * use again.
 */
export async function ensureCounter(trx: Kysely<Tables>, counter: CounterSettings): Promise<number> {
  const { unitId, name, stage } = counter
  const known = await trx
    .updateTable('counter')
    .set({ retired: 0 })
    .where('unit_id', '=', unitId)
    .where('name', '=', name)
    .returning('id')
    .executeTakeFirst()
  const id = known?.id ?? (await createCounter(trx, { unitId, name, stage: stage ?? null }))
  if (stage !== undefined) await setStage(trx, id, stage)
  if (counter.areaIds !== undefined) await setAreas(trx, id, counter.areaIds)
  return id
}

async function createCounter(
  trx: Kysely<Tables>,
  { unitId, name, stage }: { readonly unitId: number; readonly name: string; readonly stage: Stage | null },
): Promise<number> {
  const id = await nextId(trx, 'counter')
  await trx.insertInto('counter').values({ id, unit_id: unitId, name, stage }).execute()
  return id
}

/** Inside a transaction: kiosks that stand there work by the new stage from now on, under an assignment of their own. */
export async function setStage(trx: Kysely<Tables>, counterId: number, stage: Stage | null): Promise<void> {
  const before = await trx.selectFrom('counter').select('stage').where('id', '=', counterId).executeTakeFirst()
  if (before?.stage === stage) return
  await trx.updateTable('counter').set({ stage }).where('id', '=', counterId).execute()
  for (const { device_id, unit_id } of await assignedTo(trx, counterId))
    await trx
      .insertInto('assignment')
      .values({ id: await nextId(trx, 'assignment'), device_id, unit_id, counter_id: counterId, stage })
      .execute()
}

/** Inside a transaction: empty stands for all areas. */
export async function setAreas(trx: Kysely<Tables>, counterId: number, areaIds: readonly number[]): Promise<void> {
  await trx.deleteFrom('counter_area').where('counter_id', '=', counterId).execute()
  for (const areaId of areaIds)
    await trx.insertInto('counter_area').values({ counter_id: counterId, area_id: areaId }).execute()
}

/** The areas a counter serves; empty: all. */
export async function areasOfCounter(db: Kysely<Tables>, counterId: number): Promise<number[]> {
  const rows = await db.selectFrom('counter_area').select('area_id').where('counter_id', '=', counterId).execute()
  return rows.map((row) => row.area_id)
}

/** Kiosks in use that stand at a counter now. */
export async function assignedTo(
  db: Kysely<Tables>,
  counterId: number,
): Promise<readonly { readonly device_id: number; readonly unit_id: number }[]> {
  const found = await sql<{ device_id: number; unit_id: number }>`
    select assignment.device_id, assignment.unit_id
    from assignment
    join device on device.id = assignment.device_id and device.revoked = 0 and device.replaced_at is null
    where assignment.counter_id = ${counterId}
      and assignment.id = (select max(newest.id) from assignment as newest where newest.device_id = device.id)`.execute(
    db,
  )
  return found.rows
}

/** Quầy with where it stands and what it is for. */
export interface CounterRow {
  readonly id: number
  readonly unitId: number
  readonly name: string
  /** null: it was not said where it stands. */
  readonly siteId: number | null
  readonly stage: Stage | null
  /** Codes; empty: all. */
  readonly areas: readonly string[]
  readonly retired: boolean
}

/** All counters of these units, those in use first. */
export async function countersOf(db: Kysely<Tables>, unitIds: readonly number[]): Promise<CounterRow[]> {
  const rows = await db
    .selectFrom('counter')
    .selectAll()
    .where('unit_id', 'in', unitIds)
    .orderBy('retired')
    .orderBy('id')
    .execute()
  const areas = await db
    .selectFrom('counter_area')
    .innerJoin('area', 'area.id', 'counter_area.area_id')
    .innerJoin('counter', 'counter.id', 'counter_area.counter_id')
    .select(['counter_id', 'area.code'])
    .where('counter.unit_id', 'in', unitIds)
    .orderBy('area.position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    name: row.name,
    siteId: row.site_id,
    stage: row.stage !== null && isStage(row.stage) ? row.stage : null,
    areas: areas.filter(({ counter_id }) => counter_id === row.id).map(({ code }) => code),
    retired: row.retired === 1,
  }))
}
