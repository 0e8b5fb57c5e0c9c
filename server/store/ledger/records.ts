import { sql } from 'kysely'
import type { LedgerRecord } from '#core/ledger/record'
import type { PrepareStatement, Statement } from '../engine/database.ts'
import { uuidText } from './keys.ts'
import { textOrder } from '../engine/portable.ts'

/** A stored response with the codes of what it refers to. */
export interface StoredRow {
  readonly id: Buffer
  readonly assignment_id: number | null
  readonly seq: number | null
  readonly counter_id: number
  readonly area: string | null
  readonly procedure: string | null
  readonly stage: string
  readonly channel: string
  readonly questionnaire: string
  readonly local_date: string
  readonly half_day: number
  readonly language: string
  readonly assisted: number
  readonly uncertain_time: number
  readonly dwell_bucket: number | null
  readonly gap_bucket: number | null
  readonly reasons: string | null
  readonly text: string | null
  readonly salt: Buffer | null
  readonly commitment: Buffer | null
}

export interface AnswerRow {
  readonly criterion: string
  readonly level: number | null
}

/** The public name of an assignment. */
export function assignmentCode(id: number): string {
  return `a${id}`
}

/** Columns of StoredRow, to follow `select`; the tables to follow `from`, with `r` as the response. */
export const storedColumns = sql`r.id, r.assignment_id, r.seq, r.counter_id, area.code as area,
  procedure.code as procedure, r.stage, r.channel, q.code || '@' || q.version as questionnaire, r.local_date,
  r.half_day, r.language, r.assisted, r.uncertain_time, r.dwell_bucket, r.gap_bucket, r.reasons,
  c.text, c.salt, c.commitment`

export const storedJoins = sql`join questionnaire as q on q.id = r.questionnaire_id
  left join area on area.id = r.area_id
  left join procedure on procedure.id = r.procedure_id
  left join comment as c on c.unit_id = r.unit_id and c.response_id = r.id`

/** The civil day that a response `r` counts for: its own, or the one that the newest correction says. */
export const dayOfResponse = sql<string>`coalesce((
  select d.day from redate as d
  where d.unit_id = r.unit_id and d.response_id = r.id
  order by d.audit_id desc limit 1
), r.local_date)`

/** The record a stored row was hashed as. */
export function ledgerRecordOf(row: StoredRow, answers: readonly AnswerRow[]): LedgerRecord {
  return {
    id: uuidText(row.id),
    assignment: row.assignment_id === null ? null : assignmentCode(row.assignment_id),
    seq: row.seq,
    counter: row.counter_id,
    area: row.area,
    procedure: row.procedure,
    stage: row.stage === '' ? null : row.stage,
    channel: row.channel,
    questionnaire: row.questionnaire,
    localDate: row.local_date,
    halfDay: row.half_day,
    language: row.language,
    assisted: row.assisted === 1,
    uncertainTime: row.uncertain_time === 1,
    dwellBucket: row.dwell_bucket,
    gapBucket: row.gap_bucket,
    reasons: row.reasons,
    answers: answers.map(({ criterion, level }) => [criterion, level] as const),
    commentCommitment: row.commitment === null ? null : row.commitment.toString('hex'),
  }
}

/** Which response is asked for. */
export interface ResponseKey {
  readonly unitId: number
  readonly id: Buffer
}

/** One response as it is stored, on the connection of `statement`. */
export function prepareStored(statement: PrepareStatement): {
  /** The unit under which a response is filed. */
  readonly unit: Statement<Pick<ResponseKey, 'id'>, Pick<ResponseKey, 'unitId'>>
  readonly row: Statement<ResponseKey, StoredRow>
  readonly answers: Statement<ResponseKey, AnswerRow>
} {
  return {
    unit: statement((p) => sql`select unit_id as "unitId" from response_identity where id = ${p('id')}`),
    row: statement(
      (p) => sql`select ${storedColumns} from response as r ${storedJoins}
        where r.unit_id = ${p('unitId')} and r.id = ${p('id')}`,
    ),
    answers: statement(
      (p) => sql`select criterion, level from answer
        where unit_id = ${p('unitId')} and response_id = ${p('id')} order by ${textOrder('criterion')}`,
    ),
  }
}
