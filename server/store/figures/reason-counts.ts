import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { FIRST_CALM_GAP } from '#core/ledger/buckets'
import { OVERALL } from '#core/questions/questionnaire'
import type { DateRange } from '#core/time/period'
import { halfMonthOf } from '#core/time/period'
import { countRows, sumOf, textOrder } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'
import { dayOfResponse } from '../ledger/records.ts'
import { unitIn } from './cell-filter.ts'

/** Released responses that chose the same reasons at the same level, in one area by one form. */
export interface ReasonCount {
  /** 0: none. */
  readonly areaId: number
  readonly questionnaireId: number
  /** Of the overall question; null: "không có ý kiến". */
  readonly level: number | null
  /** Codes, sorted, joined by a space. */
  readonly reasons: string
  readonly count: number
  /** Those of them that came less than 15 s after the one before on the same device. */
  readonly quick: number
}

/**
 * What people chose to be done better, of whole days, both inclusive. Read from the responses themselves: an index holds
 * those with reasons, and those that were dated anew are few.
 */
export async function reasonCounts(
  reads: Kysely<Tables>,
  unitIds: readonly number[],
  { from, to }: DateRange,
): Promise<readonly ReasonCount[]> {
  const isOfDays = sql`between ${from} and ${to}`
  const released = sql`not exists (
    select 1 from waiting as w join ledger as l on l.unit_id = w.unit_id and l.position = w.position
    where w.unit_id = r.unit_id and l.response_id = r.id
  )`
  const columns = sql`r.area_id, r.questionnaire_id, a.level, r.reasons, r.gap_bucket`
  const answers = sql`join answer as a
    on a.unit_id = r.unit_id and a.response_id = r.id and a.criterion = ${OVERALL}`
  const { rows } = await sql<ReasonCount>`
    select area_id as "areaId", questionnaire_id as "questionnaireId", level, reasons, ${countRows()} as count,
      ${sumOf(sql`case when gap_bucket < ${sql.lit(FIRST_CALM_GAP)} then 1 else 0 end`)} as quick
    from (
      select ${columns} from response as r ${answers}
      where r.${unitIn(unitIds)} and r.reasons is not null and r.local_date ${isOfDays}
        and ${dayOfResponse} ${isOfDays} and ${released}
      union all
      select ${columns}
      from (select distinct unit_id, response_id from redate where ${unitIn(unitIds)} and day ${isOfDays}) as moved
      join response as r on r.unit_id = moved.unit_id and r.id = moved.response_id ${answers}
      where r.reasons is not null and not r.local_date ${isOfDays} and ${dayOfResponse} ${isOfDays} and ${released}
    ) as chosen
    group by area_id, questionnaire_id, level, reasons
    order by area_id, questionnaire_id, ${textOrder('reasons')}`.execute(reads)
  return rows
}

/** Released answers to the overall question of people who could have said what to improve. */
export interface AskedCount {
  readonly areaId: number
  readonly questionnaireId: number
  readonly answered: number
  /** Levels 1 to 3. */
  readonly dissatisfied: number
  /** Those with a level and those without an opinion. */
  readonly people: number
}

/** Of whole half-months; what was brought by a file is left out, because it brings no reasons. */
export async function askedForReasons(
  reads: Kysely<Tables>,
  unitIds: readonly number[],
  { from, to }: DateRange,
): Promise<readonly AskedCount[]> {
  const { rows } = await sql<AskedCount>`
    select area_id as "areaId", questionnaire_id as "questionnaireId", ${sumOf(sql`n1 + n2 + n3 + n4 + n5`)} as answered,
      ${sumOf(sql`n1 + n2 + n3`)} as dissatisfied, ${sumOf(sql`n1 + n2 + n3 + n4 + n5 + n0`)} as people
    from tally_half_month
    where ${unitIn(unitIds)} and half_month between ${halfMonthOf(from)} and ${halfMonthOf(to)}
      and criterion = ${OVERALL} and channel <> 'import'
    group by area_id, questionnaire_id
    order by area_id, questionnaire_id`.execute(reads)
  return rows
}
