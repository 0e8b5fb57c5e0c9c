import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Tables of this step whose rows are never changed or deleted. */
export const dossierAppendOnly = ['dossier_count', 'portal_count'] as const

/**
 * Dossiers by unit, month and area, and what the State's portal counts by unit and month. Facts: a correction is a row with
 * the next version, the newest counts, and one without numbers takes the ones before back. Area 0: not parted by area.
 * A target holds in each year (`annual`), or is a level to reach by the year in which it ends (`milestone`), with levels for
 * years before it in `steps`: `2027:0.92 2028:0.93`.
 * `cut_off_day` tells the calendar that the month belongs to: 0, or 14 where it runs from the 15th to the 14th.
 */
export async function dossierCounts(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, clusteredEnd } = engine
  await run(db, [
    `create table dossier_count (
      unit_id ${integer} not null, cut_off_day ${integer} not null, month text not null, area_id ${integer} not null,
      version ${integer} not null, received ${integer}, early ${integer}, on_time ${integer}, late ${integer},
      apologised ${integer}, at text not null, actor text not null,
      primary key (unit_id, cut_off_day, month, area_id, version)
    )${clusteredEnd}`,
    `create table portal_count (
      unit_id ${integer} not null, month text not null, version ${integer} not null, dossiers ${integer},
      untroubled ${integer}, petitions ${integer}, answered ${integer}, on_time ${integer}, at text not null,
      actor text not null, primary key (unit_id, month, version)
    )${clusteredEnd}`,
    `alter table target add column kind text not null default 'annual'`,
    `alter table target add column steps text`,
    ...dossierAppendOnly.flatMap((table) => engine.forbidChange(table)),
  ])
}
