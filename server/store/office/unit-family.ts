import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { textOrder } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'
import type { UnitRow } from './units.ts'
import { DEEPEST, FIRST_UNIT, firstUnit } from './units.ts'

/** A unit among those above and below it. */
export interface UnitFamily {
  readonly unit: UnitRow
  /** Ids of the unit and of all above it, nearest first: what is inherited downward is looked up along it. */
  readonly chain: readonly number[]
  /** The unit and everything below it, parents first. */
  readonly below: readonly UnitRow[]
}

/** How a unit is named: by its code, or by its id where the database itself gave it. */
export type UnitName = { readonly code: string } | { readonly id: number }

/** One statement for the unit, its chain and its tree. @returns null when there is no such unit */
export async function unitFamily(db: Kysely<Tables>, name: UnitName): Promise<UnitFamily | null> {
  const found = familyOf(await membersOf(db, name))
  if (found !== null || !('code' in name) || name.code !== FIRST_UNIT) return found
  const first = await firstUnit(db)
  return first && unitFamily(db, { id: first.id })
}

/** A unit with how far below the one asked for it stands; above it the depth is negative. */
type Member = UnitRow & { readonly depth: number }

async function membersOf(db: Kysely<Tables>, name: UnitName): Promise<readonly Member[]> {
  const isAsked = 'code' in name ? sql`code = ${name.code}` : sql`id = ${name.id}`
  const columns = sql`unit.id, unit.code, unit.name, unit.parent_id, unit.cut_off_day, unit.minimum_answers`
  const { rows } = await sql<Member>`
    with recursive below (id, depth) as (
      select id, 0 from unit where ${isAsked}
      union all
      select unit.id, below.depth + 1 from unit join below on unit.parent_id = below.id where below.depth < ${DEEPEST}
    ),
    above (id, depth) as (
      select parent_id, -1 from unit where ${isAsked}
      union all
      select unit.parent_id, above.depth - 1 from unit join above on unit.id = above.id where above.depth > ${-DEEPEST}
    )
    select * from (
      select ${columns}, below.depth as depth from below join unit on unit.id = below.id
      union all
      select ${columns}, above.depth as depth from above join unit on unit.id = above.id
    ) as member
    order by depth, ${textOrder('name')}`.execute(db)
  return rows
}

function familyOf(members: readonly Member[]): UnitFamily | null {
  const units = members.map(({ depth: _, ...unit }) => unit)
  const first = members.findIndex(({ depth }) => depth === 0)
  const unit = units[first]
  if (unit === undefined) return null
  const above = units.slice(0, first).map(({ id }) => id)
  // In a circle a unit is met again and again: it stands where it was met first.
  const chain = [...new Set([...above, unit.id].reverse())]
  const below = [...new Map(units.slice(first).map((one) => [one.id, one])).values()]
  return { unit, chain, below }
}
