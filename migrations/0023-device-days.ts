import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/**
 * How many ratings each device took on each day, and how many of them came less than 15 s after the one before (the
 * first two buckets of `gap_bucket`): a device that is tapped by one hand again and again stands out. No levels.
 */
export async function deviceDays(db: QueryExecutorProvider, { integer, clusteredEnd }: Engine): Promise<void> {
  await run(db, [
    `create table device_day (
      unit_id ${integer} not null, day text not null, device_id ${integer} not null, ratings ${integer} not null,
      quick ${integer} not null, primary key (unit_id, day, device_id)
    )${clusteredEnd}`,
    `create index device_day_device on device_day (device_id, day)`,
    `insert into device_day (unit_id, day, device_id, ratings, quick)
      select r.unit_id, r.local_date, a.device_id, count(*),
        sum(case when coalesce(r.gap_bucket, 2) < 2 then 1 else 0 end)
      from response as r join assignment as a on a.id = r.assignment_id
      group by 1, 2, 3`,
  ])
}
