import { sql } from 'kysely'
import type { Snapshot } from '../engine/database.ts'
import type { CheckpointRow, OfUnit } from './ledger.ts'
import type { AnswerRow, ResponseKey, StoredRow } from './records.ts'
import { dayOfResponse, storedColumns, storedJoins } from './records.ts'
import { textOrder } from '../engine/portable.ts'

/** A unit whose ledger is verified. */
export interface LedgerUnit {
  readonly id: number
  readonly code: string
  readonly ledger_key: string
}

/** A link of a unit's chain with the response it is of, where that is there. */
export interface LedgerRow extends StoredRow {
  readonly position: number
  readonly hash: Buffer
  readonly response_id: Buffer
  readonly found: number
}

/** Everything the verification of the ledgers asks, in one view of the store. */
export type VerifyStatements = ReturnType<typeof prepareVerify>

/** What a day counts its responses by, within a unit. */
const dayKey = sql`area_id, procedure_id, stage, channel, counter_id, questionnaire_id`

/** What a half-month counts its responses by, within a unit. */
const halfMonthKey = sql`area_id, stage, channel, questionnaire_id`

export function prepareVerify({ statement }: Snapshot) {
  return {
    units: statement<void, LedgerUnit>(() => sql`select id, code, ledger_key from unit order by ${textOrder('code')}`),
    ledger: statement<OfUnit, LedgerRow>(
      (p) => sql`select l.position, l.hash, l.response_id, r.id is not null as found, ${storedColumns}
        from ledger as l
        left join response as r on r.unit_id = l.unit_id and r.id = l.response_id
        left ${storedJoins}
        where l.unit_id = ${p('unitId')}
        order by l.position`,
    ),
    answers: statement<ResponseKey, AnswerRow>(
      (p) => sql`select criterion, level from answer
        where unit_id = ${p('unitId')} and response_id = ${p('id')} order by ${textOrder('criterion')}`,
    ),
    received: statement<OfUnit, { day: string }>(
      (p) => sql`select day from (
          select ${dayOfResponse} as day, ${dayKey}, count(*) as n from response as r
          where r.unit_id = ${p('unitId')} group by 1, ${dayKey}
          union all
          select day, ${dayKey}, -received as n from received_day where unit_id = ${p('unitId')}
        ) as counted group by day, ${dayKey} having sum(n) <> 0 limit 1`,
    ),
    receivedByHalfMonth: statement<OfUnit, { half_month: string }>(
      (p) => sql`select half_month from (
          select substr(day, 1, 8) || case when substr(day, 9, 2) <= '14' then '1' else '2' end as half_month,
            ${halfMonthKey}, sum(received) as n
          from received_day where unit_id = ${p('unitId')} group by 1, ${halfMonthKey}
          union all
          select half_month, ${halfMonthKey}, -received as n
          from received_half_month where unit_id = ${p('unitId')}
        ) as counted group by half_month, ${halfMonthKey} having sum(n) <> 0 limit 1`,
    ),
    // No unit is ever taken away: their ids go from 1 to the last that was given.
    strays: statement<void, { unit_id: number }>(
      () => sql`with recursive given (unit_id) as (
          select 1 from next_id where name = 'unit' and next > 1
          union all
          select unit_id + 1 from given where unit_id + 1 < (select next from next_id where name = 'unit')
        )
        select unit_id from given where unit_id not in (select id from unit)
        union select distinct unit_id from checkpoint where unit_id not in (select id from unit)
        union select distinct unit_id from received_day where unit_id not in (select id from unit)
        union select distinct unit_id from received_half_month where unit_id not in (select id from unit)`,
    ),
    withoutIdentity: statement<OfUnit, { found: number }>(
      (p) => sql`select 1 as found from response as r
        where r.unit_id = ${p('unitId')} and not exists (select 1 from response_identity as i where i.id = r.id)
        limit 1`,
    ),
    // Words go when somebody takes them away, and then the audit says so.
    forgotten: statement<OfUnit, { position: number }>(
      (p) => sql`select l.position from comment as c
        join ledger as l on l.unit_id = c.unit_id and l.response_id = c.response_id
        where c.unit_id = ${p('unitId')} and c.text is null and not exists (
          select 1 from audit
          where action = 'comment.redact' and replace(subject, '-', '') = lower(hex(c.response_id))
        )
        order by l.position limit 1`,
    ),
    checkpoints: statement<OfUnit, CheckpointRow>(
      (p) => sql`select size, hash, day, signature from checkpoint where unit_id = ${p('unitId')} order by size`,
    ),
    unrecorded: statement<OfUnit, { position: number }>(
      (p) => sql`select 1 as position from response as r
        where r.unit_id = ${p('unitId')}
          and r.id not in (select l.response_id from ledger as l where l.unit_id = ${p('unitId')})
        limit 1`,
    ),
  }
}
