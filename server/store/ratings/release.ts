import { FIRST_CALM_GAP } from '#core/ledger/buckets'
import { countRows, sumOf } from '../engine/portable.ts'
import { sql } from 'kysely'
import type { Database } from '../engine/database.ts'
import { dayOfResponse } from '../ledger/records.ts'
import type { Parameter } from '../engine/statement.ts'

/** Which waiting responses enter the tallies. */
export type Due =
  | { readonly kind: 'import' }
  /** Those whose day lies before `day`, once at least `atLeast` of them wait. */
  | { readonly kind: 'closed'; readonly day: string; readonly atLeast: number }

/** What is released when a day has closed. */
export type ClosedDays = Extract<Due, { readonly kind: 'closed' }>

/** Moves responses from the waiting list into the tallies. */
export interface Release {
  /** Inside the caller's transaction. @returns how many responses were released */
  release(unitId: number, due: Due): Promise<number>
  /** Units that have something to release; a short read, outside any transaction. */
  unitsDue(due: ClosedDays): Promise<number[]>
}

const LEVELS = [1, 2, 3, 4, 5] as const

/** The six counts of answers `a` per cell, in the order n1…n5, n0. */
export const levelCounts = sql.join([
  ...LEVELS.map((level) => sql`sum(case when a.level = ${sql.lit(level)} then 1 else 0 end)`),
  sql`sum(case when a.level is null then 1 else 0 end)`,
])

/** `2026-03-1` for days 1–14, `2026-03-2` for the rest; the same rule as halfMonthOf in core. */
export const halfMonthOfResponse = sql`substr(${dayOfResponse}, 1, 8) ||
  case when substr(${dayOfResponse}, 9, 2) <= '14' then '1' else '2' end`

/** Prepares the release; it is written on the writing connection. */
export function createRelease(database: Database): Release {
  const statements = prepareRelease(database)
  return {
    unitsDue: async ({ day, atLeast }) => (await statements.units.all({ day, atLeast })).map((row) => row.unit_id),
    release: async (unitId, due) => {
      const which = { unitId, day: due.kind === 'closed' ? due.day : null }
      const { waiting, visits } = (await statements.count.first(which)) ?? { waiting: 0, visits: 0 }
      if (waiting === 0 || (due.kind === 'closed' && visits < due.atLeast)) return 0
      await statements.byDay.run(which)
      await statements.byHalfMonth.run(which)
      await statements.remove.run(which)
      return waiting
    },
  }
}

const counts = ['n1', 'n2', 'n3', 'n4', 'n5', 'n0'] as const

/**
 * Ratings that one device takes closer than 15 s apart (the first two buckets of `gapBucket`) count once, with the one
 * they follow: whoever taps five times in a row does not make five visitors of one.
 */
const isVisit = sql`case when r.gap_bucket < ${sql.lit(FIRST_CALM_GAP)} then 0 else 1 end`

const waitingResponses = sql`from waiting as w
  cross join ledger as l
    on l.unit_id = w.unit_id and l.position = w.position
  cross join response as r
    on r.unit_id = w.unit_id and r.id = l.response_id`

/** Rows of the waiting list: those before `day`; null: those that wait for no day. */
interface WaitingSelection {
  readonly unitId: number
  readonly day: string | null
}

function prepareRelease({ statement, readStatement }: Database) {
  const chosen = (p: Parameter<WaitingSelection>) =>
    sql`w.unit_id = ${p('unitId')}
      and (w.day < ${p('day')} or (cast(${p('day')} as text) is null and w.day is null))`
  // CROSS JOIN keeps SQLite from beginning with the ledger: it would read all of a unit's history for each release.
  const source = (p: Parameter<WaitingSelection>) =>
    sql`from waiting as w
    cross join ledger as l
    cross join response as r
    cross join answer as a
    where ${chosen(p)}
      and l.unit_id = w.unit_id and l.position = w.position
      and r.unit_id = w.unit_id and r.id = l.response_id
      and a.unit_id = w.unit_id and a.response_id = l.response_id`
  const add = (table: string) =>
    sql.join(counts.map((n) => sql`${sql.ref(n)} = ${sql.ref(`${table}.${n}`)} + ${sql.ref(`excluded.${n}`)}`))
  const columns = sql.join(counts.map((n) => sql.ref(n)))
  return {
    units: readStatement<Omit<ClosedDays, 'kind'>, { unit_id: number }>(
      (p) => sql`select w.unit_id ${waitingResponses} where w.day < ${p('day')}
        group by w.unit_id having sum(${isVisit}) >= ${p('atLeast')} order by w.unit_id`,
    ),
    count: statement<WaitingSelection, { waiting: number; visits: number }>(
      (p) => sql`select ${countRows()} as waiting, ${sumOf(isVisit)} as visits
        ${waitingResponses} where ${chosen(p)}`,
    ),
    byDay: statement<WaitingSelection>(
      (p) => sql`insert into tally_day (unit_id, day, area_id, procedure_id, stage, channel, counter_id,
          questionnaire_id, criterion, ${columns})
        select r.unit_id, ${dayOfResponse}, r.area_id, r.procedure_id, r.stage, r.channel, r.counter_id, r.questionnaire_id,
          a.criterion, ${levelCounts}
        ${source(p)}
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9
        on conflict (unit_id, day, area_id, procedure_id, stage, channel, counter_id, questionnaire_id, criterion)
        do update set ${add('tally_day')}`,
    ),
    byHalfMonth: statement<WaitingSelection>(
      (
        p,
      ) => sql`insert into tally_half_month (unit_id, half_month, area_id, stage, channel, questionnaire_id, criterion,
          ${columns})
        select r.unit_id, ${halfMonthOfResponse}, r.area_id, r.stage, r.channel, r.questionnaire_id, a.criterion,
          ${levelCounts}
        ${source(p)}
        group by 1, 2, 3, 4, 5, 6, 7
        on conflict (unit_id, half_month, area_id, stage, channel, questionnaire_id, criterion)
        do update set ${add('tally_half_month')}`,
    ),
    remove: statement<WaitingSelection>((p) => sql`delete from waiting as w where ${chosen(p)}`),
  }
}
