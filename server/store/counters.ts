import type { Kysely } from 'kysely'
import type { Stage } from '#core/questionnaire'
import { nextId } from './portable.ts'
import type { Tables } from './tables.ts'

export interface CounterSettings {
  readonly unitId: number
  readonly name: string
  /** null: nộp hồ sơ, nhận kết quả and hướng dẫn alike; left out: as it is. */
  readonly stage?: Stage | null
  /** Empty: all areas; left out: as they are. */
  readonly areaIds?: readonly number[]
}

/** Quầy: finds it by its name within the unit or makes it; what is given of stage and areas becomes so. */
export async function ensureCounter(trx: Kysely<Tables>, counter: CounterSettings): Promise<number> {
  const { unitId, name, stage } = counter
  const { id } = await trx
    .insertInto('counter')
    .values({ id: nextId('counter'), unit_id: unitId, name, stage: stage ?? null })
    .onConflict((conflict) =>
      conflict.columns(['unit_id', 'name']).doUpdateSet(stage === undefined ? { name } : { stage }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  if (counter.areaIds === undefined) return id
  await trx.deleteFrom('counter_area').where('counter_id', '=', id).execute()
  for (const areaId of counter.areaIds)
    await trx.insertInto('counter_area').values({ counter_id: id, area_id: areaId }).execute()
  return id
}

/** The areas a counter serves; empty: all. */
export async function areasOfCounter(db: Kysely<Tables>, counterId: number): Promise<number[]> {
  const rows = await db.selectFrom('counter_area').select('area_id').where('counter_id', '=', counterId).execute()
  return rows.map((row) => row.area_id)
}
