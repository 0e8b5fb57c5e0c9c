import type { Kysely } from 'kysely'
import type { Words } from '#core/questions/questionnaire'
import { foldVietnamese } from '#core/text/slug'
import type { AnsweringOffice } from '#core/words/answering-offices'
import { answeringOfficeOf } from '#core/words/answering-offices'
import { nextId } from '../engine/next-id.ts'
import { textOrder } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'

/** Lĩnh vực, with the groups of targets it belongs to. */
export interface AreaRow {
  readonly id: number
  readonly code: string
  readonly name: Words
  readonly label: Words
  readonly groups: readonly string[]
  /** A tile at counters that serve all areas. */
  readonly offered: boolean
  /** Which office settles it; null: not said. */
  readonly answeredBy: AnsweringOffice | null
}

/** All areas in use, in the order of the office. */
export async function areasInUse(db: Kysely<Tables>): Promise<AreaRow[]> {
  return (await allAreas(db)).filter((area) => !area.retired)
}

/** All areas that ever were: old responses refer to them. */
export async function allAreas(db: Kysely<Tables>): Promise<(AreaRow & { readonly retired: boolean })[]> {
  const areas = await db.selectFrom('area').selectAll().orderBy('position').orderBy('id').execute()
  const groups = await db.selectFrom('area_group').selectAll().orderBy(textOrder('group_code')).execute()
  return areas.map((area) => ({
    id: area.id,
    code: area.code,
    name: { vi: area.name_vi, en: area.name_en },
    label: { vi: area.label_vi, en: area.label_en },
    groups: groups.filter((group) => group.area_id === area.id).map((group) => group.group_code),
    retired: area.retired === 1,
    offered: area.offered === 1,
    answeredBy: answeringOfficeOf(area.answered_by),
  }))
}

/** Two areas in use of one name would be one in every table and list. @param code of the area that is to have the name */
export function isAreaNameTaken(
  areas: readonly (AreaRow & { readonly retired: boolean })[],
  code: string,
  name: string,
): boolean {
  const folded = foldVietnamese(name)
  return areas.some((area) => !area.retired && area.code !== code && foldVietnamese(area.name.vi) === folded)
}

export interface NewArea {
  readonly code: string
  readonly name: Words
  readonly label: Words
  readonly groups: readonly string[]
  /** Left out: yes. */
  readonly offered?: boolean | undefined
  readonly answeredBy?: AnsweringOffice | null | undefined
}

/** Inside a transaction. @returns the new id; new areas come last */
export async function createArea(trx: Kysely<Tables>, area: NewArea): Promise<number> {
  const id = await nextId(trx, 'area')
  await trx
    .insertInto('area')
    .values({
      id,
      code: area.code,
      position: id,
      name_vi: area.name.vi,
      name_en: area.name.en,
      label_vi: area.label.vi,
      label_en: area.label.en,
      retired: 0,
      offered: area.offered === false ? 0 : 1,
      answered_by: area.answeredBy ?? null,
    })
    .execute()
  for (const group of area.groups)
    await trx.insertInto('area_group').values({ group_code: group, area_id: id }).execute()
  return id
}
