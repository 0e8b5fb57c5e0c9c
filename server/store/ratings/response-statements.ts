import { sql } from 'kysely'
import type { Database } from '../engine/database.ts'
import type { ResponseTable, Tables } from '../engine/tables.ts'

/** A cell of what was received in a day, and by how much it grows. */
export type ReceivedCell = Tables['received_day']

/** The same of a half-month, without procedures and counters. */
export type ReceivedHalfMonthCell = Tables['received_half_month']

/** Positions in a unit's ledger, `first` to `last`, that wait for one day; null: with the import that brings them. */
export interface WaitingRun {
  readonly unitId: number
  readonly day: string | null
  readonly first: number
  last: number
}

const receivedKey = [
  'unit_id',
  'day',
  'area_id',
  'procedure_id',
  'stage',
  'channel',
  'counter_id',
  'questionnaire_id',
] as const

const halfMonthKey = ['unit_id', 'half_month', 'area_id', 'stage', 'channel', 'questionnaire_id'] as const

/** Prepares what one response writes, on the writing connection. */
export function prepareResponseStatements({ statement, db }: Database) {
  return {
    savepoint: statement<void>(() => sql`savepoint one`),
    rollback: statement<void>(() => sql`rollback to one`),
    release: statement<void>(() => sql`release one`),
    identity: statement<Readonly<Tables['response_identity']>>((p) =>
      db
        .insertInto('response_identity')
        .values({ id: p('id'), unit_id: p('unit_id') })
        .onConflict((conflict) => conflict.column('id').doNothing()),
    ),
    response: statement<Readonly<ResponseTable>>((p) =>
      db
        .insertInto('response')
        .values({
          unit_id: p('unit_id'),
          id: p('id'),
          assignment_id: p('assignment_id'),
          seq: p('seq'),
          counter_id: p('counter_id'),
          area_id: p('area_id'),
          procedure_id: p('procedure_id'),
          stage: p('stage'),
          channel: p('channel'),
          questionnaire_id: p('questionnaire_id'),
          local_date: p('local_date'),
          half_day: p('half_day'),
          language: p('language'),
          assisted: p('assisted'),
          uncertain_time: p('uncertain_time'),
          dwell_bucket: p('dwell_bucket'),
          gap_bucket: p('gap_bucket'),
          reasons: p('reasons'),
        })
        .onConflict((conflict) => conflict.columns(['unit_id', 'id']).doNothing()),
    ),
    answer: statement<Readonly<Tables['answer']>>((p) =>
      db.insertInto('answer').values({
        unit_id: p('unit_id'),
        response_id: p('response_id'),
        criterion: p('criterion'),
        level: p('level'),
      }),
    ),
    comment: statement<Readonly<Tables['comment']>>((p) =>
      db.insertInto('comment').values({
        unit_id: p('unit_id'),
        response_id: p('response_id'),
        text: p('text'),
        salt: p('salt'),
        commitment: p('commitment'),
      }),
    ),
    // A row that somebody put there for a response to come becomes the right one; `verify` knows it until then.
    waiting: statement<WaitingRun>(
      (p) => sql`insert into waiting (unit_id, position, day)
        with recursive run (position) as (
          select cast(${p('first')} as integer) union all select position + 1 from run where position < ${p('last')}
        )
        select ${p('unitId')}, position, ${p('day')} from run where true
        on conflict (unit_id, position) do update set day = excluded.day`,
    ),
    received: statement<ReceivedCell>((p) =>
      db
        .insertInto('received_day')
        .values({
          unit_id: p('unit_id'),
          day: p('day'),
          area_id: p('area_id'),
          procedure_id: p('procedure_id'),
          stage: p('stage'),
          channel: p('channel'),
          counter_id: p('counter_id'),
          questionnaire_id: p('questionnaire_id'),
          received: p('received'),
        })
        .onConflict((conflict) =>
          conflict.columns(receivedKey).doUpdateSet({ received: sql`received_day.received + excluded.received` }),
        ),
    ),
    receivedHalfMonth: statement<ReceivedHalfMonthCell>((p) =>
      db
        .insertInto('received_half_month')
        .values({
          unit_id: p('unit_id'),
          half_month: p('half_month'),
          area_id: p('area_id'),
          stage: p('stage'),
          channel: p('channel'),
          questionnaire_id: p('questionnaire_id'),
          received: p('received'),
        })
        .onConflict((conflict) =>
          conflict
            .columns(halfMonthKey)
            .doUpdateSet({ received: sql`received_half_month.received + excluded.received` }),
        ),
    ),
  }
}
