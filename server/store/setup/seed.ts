import type { Kysely } from 'kysely'
import type { Shipped } from '#contract/shipped'
import type { Attribution } from '#core/ledger/actor'
import { actingAt, upgrade } from '#core/ledger/actor'
import { questionnaireReference } from '#core/questions/questionnaire'
import { allAreas, createArea } from '../catalogue/areas.ts'
import type { Database } from '../engine/database.ts'
import { createKeys } from '../ledger/keys.ts'
import { createProcedure } from '../catalogue/procedures.ts'
import { allQuestionnaires, createQuestionnaire } from '../catalogue/questionnaires.ts'
import type { Tables } from '../engine/tables.ts'
import { createUnit, FIRST_UNIT } from '../office/units.ts'
import { markAreasUpgraded, upgradeAreas } from './upgrade-areas.ts'

/**
 * Fills a new database with one office, the shipped areas, procedures and questionnaires, and keys of its own. A database
 * of an older program gets the questionnaires and areas that have been added since; a stored version is never touched.
 *
 * @param now milliseconds since the epoch
 */
export async function seed(database: Database, shipped: Shipped, now: number): Promise<void> {
  await database.transaction(async (trx) => {
    const first = await trx.selectFrom('unit').select('id').limit(1).executeTakeFirst()
    if (first) return complete(trx, shipped, actingAt(upgrade, now))
    await createKeys(trx)
    await createUnit(trx, { code: FIRST_UNIT, name: 'Bộ phận Một cửa', parentId: null })
    for (const area of shipped.areas) await createArea(trx, area)
    await markAreasUpgraded(trx)
    await addQuestionnaires(trx, shipped)
    await createProcedures(trx, shipped.procedures)
  })
}

async function complete(trx: Kysely<Tables>, shipped: Shipped, by: Attribution): Promise<void> {
  await addQuestionnaires(trx, shipped)
  await upgradeAreas(trx, shipped.areas, by)
}

/** A reference that the office has given away itself stays the office's. */
async function addQuestionnaires(trx: Kysely<Tables>, { questionnaires }: Shipped): Promise<void> {
  const known = new Set((await allQuestionnaires(trx)).map(({ reference }) => reference))
  for (const questionnaire of questionnaires)
    if (!known.has(questionnaireReference(questionnaire))) await createQuestionnaire(trx, questionnaire)
}

async function createProcedures(trx: Kysely<Tables>, procedures: Shipped['procedures']): Promise<void> {
  const areas = new Map((await allAreas(trx)).map((area) => [area.code, area.id]))
  for (const { code, area, name } of procedures) {
    const areaId = areas.get(area)
    if (areaId === undefined) throw new Error(`procedure ${code} names an unknown area ${area}`)
    await createProcedure(trx, { code, areaId, name, level: null })
  }
}
