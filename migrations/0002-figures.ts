import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Counts that every figure is a sum of; 0 and '' stand for "none" in their keys. */
export async function figures(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, clusteredEnd } = engine
  const cell = `area_id ${integer} not null, procedure_id ${integer} not null, stage text not null,
    channel text not null, counter_id ${integer} not null, questionnaire_id ${integer} not null`
  const levels = ['n1', 'n2', 'n3', 'n4', 'n5', 'n0'].map((level) => `${level} ${integer} not null`).join(', ')
  await run(db, [
    `create table waiting (
      unit_id ${integer} not null, position ${integer} not null, day text, primary key (unit_id, position)
    )${clusteredEnd}`,
    `create table received_day (
      unit_id ${integer} not null, day text not null, ${cell}, received ${integer} not null,
      primary key (unit_id, day, area_id, procedure_id, stage, channel, counter_id, questionnaire_id)
    )${clusteredEnd}`,
    `create table tally_day (
      unit_id ${integer} not null, day text not null, ${cell}, criterion text not null, ${levels},
      primary key (unit_id, day, area_id, procedure_id, stage, channel, counter_id, questionnaire_id, criterion)
    )${clusteredEnd}`,
    `create table tally_half_month (
      unit_id ${integer} not null, half_month text not null, area_id ${integer} not null, stage text not null,
      channel text not null, questionnaire_id ${integer} not null, criterion text not null, ${levels},
      primary key (unit_id, half_month, area_id, stage, channel, questionnaire_id, criterion)
    )${clusteredEnd}`,
  ])
}
