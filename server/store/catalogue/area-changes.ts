import { definedOnly } from '#core/text/defined-only'
import { toFlag } from '../engine/flag.ts'
import { countRows } from '../engine/portable.ts'
import type { Kysely } from 'kysely'
import type { Words } from '#core/questions/questionnaire'
import type { NewArea } from './areas.ts'
import { allAreas, areasInUse, createArea, isAreaNameTaken } from './areas.ts'
import type { AnsweringOffice } from '#core/words/answering-offices'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { AlreadyExistsError } from '../engine/database.ts'
import type { Tables } from '../engine/tables.ts'

/** What of an area can change; its code never does, since the ledger names it. */
export interface AreaEdit {
  readonly name?: Words | undefined
  readonly label?: Words | undefined
  readonly groups?: readonly string[] | undefined
  readonly retired?: boolean | undefined
  readonly offered?: boolean | undefined
  readonly answeredBy?: AnsweringOffice | null | undefined
  /** Moves it in front of this area; null: to the end. */
  readonly before?: string | null | undefined
}

/** Inside a transaction: changes what is given and leaves the rest. */
export async function changeArea(trx: Kysely<Tables>, code: string, edit: AreaEdit): Promise<void> {
  const { name, label, groups, before } = edit
  const { id } = await trx.selectFrom('area').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  const change = definedOnly({
    name_vi: name?.vi,
    name_en: name?.en,
    label_vi: label?.vi,
    label_en: label?.en,
    retired: toFlag(edit.retired),
    offered: toFlag(edit.offered),
    answered_by: edit.answeredBy,
  })
  if (Object.keys(change).length > 0) await trx.updateTable('area').set(change).where('id', '=', id).execute()
  if (groups !== undefined) await putIntoGroups(trx, id, groups)
  if (before !== undefined) await moveArea(trx, code, before)
}

async function putIntoGroups(trx: Kysely<Tables>, areaId: number, groups: readonly string[]): Promise<void> {
  await trx.deleteFrom('area_group').where('area_id', '=', areaId).execute()
  for (const group of new Set(groups))
    await trx.insertInto('area_group').values({ group_code: group, area_id: areaId }).execute()
}

/** Numbers all areas anew: a handful, and ties of older data come apart. */
async function moveArea(trx: Kysely<Tables>, code: string, before: string | null): Promise<void> {
  const areas = await allAreas(trx)
  const others = areas.filter((area) => area.code !== code)
  const place = before === null ? others.length : others.findIndex((area) => area.code === before)
  const order = others.toSpliced(place, 0, ...areas.filter((area) => area.code === code))
  for (const [index, { id }] of order.entries())
    await trx
      .updateTable('area')
      .set({ position: index + 1 })
      .where('id', '=', id)
      .execute()
}

const sorted = (groups: readonly string[]): string => [...groups].sort().join(' ')

/** What the audit says of a new area: of what is as usual nothing. */
export const areaDetail = ({ name, groups, offered, answeredBy }: NewArea) =>
  definedOnly({
    name: name.vi,
    groups: sorted(groups),
    offered: offered === false ? false : undefined,
    answeredBy: answeredBy ?? undefined,
  })

/** What the audit says of a change: what was given. */
export const editDetail = ({ name, label, groups, retired, offered, answeredBy, before }: AreaEdit) =>
  definedOnly({
    name: name?.vi,
    label: label?.vi,
    groups: groups && sorted(groups),
    retired,
    offered,
    answeredBy,
    before,
  })

/** How many procedures in use each area holds, by its code; areas without any are left out. */
async function procedureCounts(db: Kysely<Tables>): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('procedure')
    .innerJoin('area', 'area.id', 'procedure.area_id')
    .select(['area.code', countRows().as('count')])
    .where('procedure.retired', '=', 0)
    .groupBy('area.code')
    .execute()
  return new Map(rows.map(({ code, count }) => [code, count]))
}

/** Lĩnh vực; every change is audited in the same transaction. */
export type Areas = ReturnType<typeof createAreas>

export function createAreas({ reads, transaction }: Database) {
  return {
    /** Retired ones too. */
    all: () => allAreas(reads),
    inUse: () => areasInUse(reads),
    /** Whether an area in use besides the one with this code has the name. */
    isNameTaken: async (code: string, name: string) => isAreaNameTaken(await allAreas(reads), code, name),
    procedureCounts: () => procedureCounts(reads),
    /** @throws AlreadyExistsError when another has the code, or one in use the name */
    create: (area: NewArea, by: Attribution) =>
      transaction(async (trx) => {
        const areas = await allAreas(trx)
        const isTaken = areas.some(({ code }) => code === area.code) || isAreaNameTaken(areas, area.code, area.name.vi)
        if (isTaken) throw new AlreadyExistsError()
        await createArea(trx, area)
        await audit(trx, by, { action: 'area.create', subject: area.code, detail: areaDetail(area) })
      }),
    /** @throws AlreadyExistsError when another in use has the new name */
    change: (code: string, edit: AreaEdit, by: Attribution) =>
      transaction(async (trx) => {
        const { name } = edit
        if (name && isAreaNameTaken(await allAreas(trx), code, name.vi)) throw new AlreadyExistsError()
        await changeArea(trx, code, edit)
        await audit(trx, by, { action: 'area.change', subject: code, detail: editDetail(edit) })
      }),
  }
}
