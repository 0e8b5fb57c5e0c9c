import type { Kysely } from 'kysely'
import type { Shipped } from '#contract/shipped'
import { allAreas, createArea } from './areas.ts'
import type { Database } from './database.ts'
import { createKeys } from './keys.ts'
import { nextId } from './portable.ts'
import { createQuestionnaire } from './questionnaires.ts'
import type { Tables } from './tables.ts'
import { createUnit, FIRST_UNIT } from './units.ts'

/** Fills a new database with one office, the shipped areas, procedures and questionnaires, and keys of its own. */
export async function seedIfEmpty(database: Database, shipped: Shipped): Promise<void> {
  await database.transaction(async (trx) => {
    const first = await trx.selectFrom('unit').select('id').limit(1).executeTakeFirst()
    if (first) return
    await createKeys(trx)
    await createUnit(trx, { code: FIRST_UNIT, name: 'Bộ phận Một cửa', parentId: null })
    for (const area of shipped.areas) await createArea(trx, area)
    for (const questionnaire of shipped.questionnaires) await createQuestionnaire(trx, questionnaire)
    await createProcedures(trx, shipped.procedures)
  })
}

async function createProcedures(trx: Kysely<Tables>, procedures: Shipped['procedures']): Promise<void> {
  const areas = new Map((await allAreas(trx)).map((area) => [area.code, area.id]))
  for (const { code, area, name } of procedures) {
    const areaId = areas.get(area)
    if (areaId === undefined) throw new Error(`procedure ${code} names an unknown area ${area}`)
    await trx
      .insertInto('procedure')
      .values({ id: nextId('procedure'), code, area_id: areaId, name_vi: name.vi, name_en: name.en, retired: 0 })
      .execute()
  }
}
