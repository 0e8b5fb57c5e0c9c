import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DateRange } from '#core/time/period'
import type { Tables } from '../engine/tables.ts'

/**
 * The days of a range on which any of these units received a rating, in order. The key of `received_day` begins with unit
 * and day, so each day is found by one step to the next instead of reading all its cells.
 */
export async function ratedDays(
  reads: Kysely<Tables>,
  unitIds: readonly number[],
  { from, to }: DateRange,
): Promise<readonly string[]> {
  const { rows } = await sql<{ day: string }>`
    with recursive rated (unit_id, day) as (
      select unit.id, (select min(day) from received_day where unit_id = unit.id and day between ${from} and ${to})
      from unit where unit.id in (${sql.join(unitIds)})
      union all
      select unit_id, (select min(day) from received_day as later
        where later.unit_id = rated.unit_id and later.day > rated.day and later.day <= ${to})
      from rated where day is not null
    )
    select distinct day from rated where day is not null order by day`.execute(reads)
  return rows.map(({ day }) => day)
}
