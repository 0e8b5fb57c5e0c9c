import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/**
 * Figures of a province over a year would otherwise add up a row for each day, counter and procedure: so what was received
 * is counted by half-month too. Their units are found from the top down, so units are looked up by the one above them.
 */
export async function figuresOfProvince(db: QueryExecutorProvider, { integer, clusteredEnd }: Engine): Promise<void> {
  await run(db, [
    `create table received_half_month (
      unit_id ${integer} not null, half_month text not null, area_id ${integer} not null, stage text not null,
      channel text not null, questionnaire_id ${integer} not null, received ${integer} not null,
      primary key (unit_id, half_month, area_id, stage, channel, questionnaire_id)
    )${clusteredEnd}`,
    `insert into received_half_month (unit_id, half_month, area_id, stage, channel, questionnaire_id, received)
      select unit_id, substr(day, 1, 8) || case when substr(day, 9, 2) <= '14' then '1' else '2' end as half_month,
        area_id, stage, channel, questionnaire_id, sum(received)
      from received_day
      group by unit_id, half_month, area_id, stage, channel, questionnaire_id`,
    `create index unit_by_parent on unit (parent_id)`,
  ])
}
