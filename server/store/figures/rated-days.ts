import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DateRange } from '#core/time/period'
import type { Tables } from '../engine/tables.ts'

/**
 * Those of the days on which any of these units received a rating, in order. The first unit that has one ends the search
 * of a day, so a province asks hardly more than a commune.
 */
export async function ratedDays(
  reads: Kysely<Tables>,
  unitIds: readonly number[],
  days: readonly string[],
): Promise<readonly string[]> {
  if (days.length === 0) return []
  const { rows } = await sql<{ day: string }>`
    with asked (day) as (values ${sql.join(days.map((day) => sql`(${day})`))})
    select day from asked
    where exists (
      select 1 from received_day where received_day.unit_id in (${sql.join(unitIds)}) and received_day.day = asked.day
    )
    order by day`.execute(reads)
  return rows.map(({ day }) => day)
}

/**
 * The days of a range on which each of these units received a rating. The key of `received_day` begins with unit and day,
 * so each day is found by one step to the next instead of reading all its cells.
 */
export async function ratedDaysByUnit(
  reads: Kysely<Tables>,
  unitIds: readonly number[],
  { from, to }: DateRange,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { rows } = await sql<{ id: number; day: string }>`
    with recursive rated (unit_id, day) as (
      select unit.id, (select min(day) from received_day where unit_id = unit.id and day between ${from} and ${to})
      from unit where unit.id in (${sql.join(unitIds)})
      union all
      select unit_id, (select min(day) from received_day as later
        where later.unit_id = rated.unit_id and later.day > rated.day and later.day <= ${to})
      from rated where day is not null
    )
    select unit_id as id, day from rated where day is not null`.execute(reads)
  const found = new Map<number, string[]>()
  for (const { id, day } of rows) {
    const days = found.get(id)
    if (days) days.push(day)
    else found.set(id, [day])
  }
  return found
}
