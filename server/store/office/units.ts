import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import { definedOnly } from '#core/text/defined-only'
import { audit } from '../ledger/audit.ts'
import { changedDetail } from '../ledger/changed-detail.ts'
import type { Database } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import { textOrder } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'

/** Đơn vị: an office or a unit above it. */
export interface UnitRow {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly parent_id: number | null
  readonly cut_off_day: number | null
  readonly minimum_answers: number
}

const columns = ['id', 'code', 'name', 'parent_id', 'cut_off_day', 'minimum_answers'] as const

/** The code of the first office until it is set up; afterwards it still names that office, unless another took the code. */
export const FIRST_UNIT = 'van-phong'

/** Answers below which no verdict is given, unless the unit says otherwise (domain: 30). */
export const DEFAULT_MINIMUM_ANSWERS = 30

/** @returns null when no unit has this code */
export async function unitByCode(db: Kysely<Tables>, code: string): Promise<UnitRow | null> {
  const found = await db.selectFrom('unit').select(columns).where('code', '=', code).executeTakeFirst()
  if (found) return found
  return code === FIRST_UNIT ? firstUnit(db) : null
}

/** The office that every database begins with; set-up renames it, its id stays. @returns null before there is any */
export async function firstUnit(db: Kysely<Tables>): Promise<UnitRow | null> {
  return (await db.selectFrom('unit').select(columns).orderBy('id').limit(1).executeTakeFirst()) ?? null
}

/** @throws when the id is not a unit's: ids come from the database itself */
export async function unitById(db: Kysely<Tables>, id: number): Promise<UnitRow> {
  return db.selectFrom('unit').select(columns).where('id', '=', id).executeTakeFirstOrThrow()
}

/** Deeper than any tree of offices: units whose parents form a circle, by a hand in the file, are followed no further. */
export const DEEPEST = 32

/** Units whose parents lead to no root, by code: somebody has put them in a circle, and no list of the tree shows them. */
export async function unitsInCircles(db: Kysely<Tables>): Promise<string[]> {
  const found = await sql<{ code: string }>`
    with recursive tree (id, depth) as (
      select id, 0 from unit where parent_id is null
      union all
      select unit.id, tree.depth + 1 from unit join tree on unit.parent_id = tree.id
    )
    select code from unit where id not in (select id from tree) order by ${textOrder('code')}`.execute(db)
  return found.rows.map(({ code }) => code)
}

/** The unit and everything below it, parents first. */
export async function unitsUnder(db: Kysely<Tables>, id: number): Promise<UnitRow[]> {
  const found = await sql<UnitRow>`
    with recursive below (id, depth) as (
      select id, 0 from unit where id = ${id}
      union all
      select unit.id, below.depth + 1 from unit join below on unit.parent_id = below.id
      where below.depth < ${DEEPEST}
    )
    select unit.id, unit.code, unit.name, unit.parent_id, unit.cut_off_day, unit.minimum_answers
    from unit join (select id, min(depth) as depth from below group by id) as below on below.id = unit.id
    order by below.depth, ${textOrder('unit.name')}`.execute(db)
  return found.rows
}

/** The first civil day on which each of these units itself received anything; units without responses are left out. */
export async function firstDays(db: Kysely<Tables>, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const found = await sql<{ id: number; day: string | null }>`
    select unit.id, (select min(day) from received_day where unit_id = unit.id) as day
    from unit
    where unit.id in (${sql.join(ids)})`.execute(db)
  return new Map(found.rows.flatMap(({ id, day }) => (day === null ? [] : [[id, day] as const])))
}

/** All units, each tree with its root first. */
export async function allUnits(db: Kysely<Tables>): Promise<UnitRow[]> {
  const roots = await db
    .selectFrom('unit')
    .select('id')
    .where('parent_id', 'is', null)
    .orderBy(textOrder('name'))
    .execute()
  return (await Promise.all(roots.map(({ id }) => unitsUnder(db, id)))).flat()
}

/** The ids of the unit and of all above it, nearest first: what is inherited downward is looked up along it. */
export async function chainOf(db: Kysely<Tables>, id: number): Promise<number[]> {
  const found = await sql<{ id: number }>`
    with recursive above (id, parent_id, depth) as (
      select id, parent_id, 0 from unit where id = ${id}
      union all
      select unit.id, unit.parent_id, above.depth + 1 from unit join above on unit.id = above.parent_id
      where above.depth < ${DEEPEST}
    )
    select id from above group by id order by min(depth)`.execute(db)
  return found.rows.map((row) => row.id)
}

export interface NewUnit {
  readonly code: string
  readonly name: string
  readonly parentId: number | null
}

/** Inside a transaction. @returns the new id; a code that is taken is refused by the database */
export async function createUnit(trx: Kysely<Tables>, { code, name, parentId }: NewUnit): Promise<number> {
  const created = await trx
    .insertInto('unit')
    .values({
      id: await nextId(trx, 'unit'),
      code,
      name,
      parent_id: parentId,
      ledger_key: randomUUID(),
      cut_off_day: null,
      minimum_answers: DEFAULT_MINIMUM_ANSWERS,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return created.id
}

/** Inside a transaction: its figures, kiosks and accounts stay, for they know its id. A code that is taken is refused. */
export async function renameUnit(
  trx: Kysely<Tables>,
  id: number,
  names: { readonly code?: string; readonly name: string },
): Promise<void> {
  await trx.updateTable('unit').set(names).where('id', '=', id).execute()
}

export interface UnitSettings {
  readonly cutOffDay?: number | null | undefined
  readonly minimumAnswers?: number | undefined
}

/** Changes what is given and leaves the rest. */
export async function changeUnit(trx: Kysely<Tables>, id: number, settings: UnitSettings): Promise<void> {
  const change = definedOnly({ cut_off_day: settings.cutOffDay, minimum_answers: settings.minimumAnswers })
  if (Object.keys(change).length > 0) await trx.updateTable('unit').set(change).where('id', '=', id).execute()
}

/** Short reads, and changes that are audited in the same transaction. */
export type Units = ReturnType<typeof createUnits>

export function createUnits({ reads, transaction }: Database) {
  return {
    byCode: (code: string) => unitByCode(reads, code),
    byId: (id: number) => unitById(reads, id),
    first: () => firstUnit(reads),
    all: (): Promise<UnitRow[]> => reads.selectFrom('unit').select(columns).orderBy('id').execute(),
    under: (id: number) => unitsUnder(reads, id),
    chain: (id: number) => chainOf(reads, id),
    firstDays: (ids: readonly number[]) => firstDays(reads, ids),
    change: (unit: UnitRow, settings: UnitSettings, by: Attribution) =>
      transaction(async (trx) => {
        await changeUnit(trx, unit.id, settings)
        const { cutOffDay, minimumAnswers } = settings
        const now = definedOnly({ cutOffDay: cutOffDay === null ? 'end' : cutOffDay, minimumAnswers })
        const detail = changedDetail(now, {
          cutOffDay: unit.cut_off_day ?? 'end',
          minimumAnswers: unit.minimum_answers,
        })
        const subject = { subject: unit.code, unitId: unit.id }
        await audit(trx, by, { action: 'unit.change', ...subject, detail })
      }),
  }
}
