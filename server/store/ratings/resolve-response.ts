import { sql } from 'kysely'
import type { Issue } from '#contract/errors'
import type { SubmittedResponse } from '#contract/responses'
import { answerIssues } from '#core/questions/answers'
import { dwellBucket, gapBucket } from '#core/ledger/buckets'
import { civilDate, halfDayOf } from '#core/time/civil-time'
import { OLDEST_TAP_MS } from '#core/time/oldest-tap'
import { procedureCode } from '#core/questions/procedure-code'
import { storedText } from '#core/text/stored-text'
import type { Codes } from '../catalogue/codes.ts'
import type { Database } from '../engine/database.ts'
import { uuidBytes } from '../ledger/keys.ts'
import { assignmentCode } from '../ledger/records.ts'
import type { ArrivalTime } from './intake-transaction.ts'
import type { NewResponse } from './response-writer.ts'

/** Where a device stands; its queued taps keep the assignment they were made under. */
export interface Assignment {
  readonly id: number
  readonly unit_id: number
  readonly counter_id: number
  readonly stage: string | null
}

/** A response as a device sent it. */
export interface IncomingResponse {
  readonly deviceId: number
  readonly record: SubmittedResponse
  readonly time: ArrivalTime
  /** The civil day on which it arrives. */
  readonly today: string
}

const MINUTE = 60_000
/** A kiosk's clock may run this far ahead (design §5). */
export const AHEAD = 10 * MINUTE

/** Looks up what a response refers to. @returns what to store, or what is wrong with it */
export type ResolveResponse = (incoming: IncomingResponse, codes: Codes) => Promise<NewResponse | readonly Issue[]>

export function prepareResolution({ statement }: Database): ResolveResponse {
  const named = statement<{ readonly id: number; readonly deviceId: number }, Assignment>(
    (p) => sql`select id, unit_id, counter_id, stage from assignment
      where id = ${p('id')} and device_id = ${p('deviceId')}`,
  )
  const current = statement<{ readonly deviceId: number }, Assignment>(
    (p) => sql`select id, unit_id, counter_id, stage from assignment
      where device_id = ${p('deviceId')} order by id desc limit 1`,
  )

  const stored = statement<{ readonly id: Buffer; readonly deviceId: number }, Assignment>(
    (p) => sql`select a.id, a.unit_id, a.counter_id, nullif(r.stage, '') as stage
      from response_identity as i
      join response as r on r.unit_id = i.unit_id and r.id = i.id
      join assignment as a on a.id = r.assignment_id
      where i.id = ${p('id')} and a.device_id = ${p('deviceId')}`,
  )

  /** What a rating leaves out is as it was when it was stored, else as it is now: sent again, it is the same rating. */
  const assignmentOf = async (deviceId: number, record: SubmittedResponse): Promise<Assignment | undefined> => {
    const { assignment: code, stage } = record
    const isWhole = code !== undefined && stage !== undefined
    const before = isWhole ? undefined : await stored.first({ id: uuidBytes(record.id), deviceId })
    if (code === undefined) return before ?? current.first({ deviceId })
    const id = /^a(\d{1,15})$/.exec(code)?.[1]
    if (id === undefined) return undefined
    return before?.id === Number(id) ? before : named.first({ id: Number(id), deviceId })
  }

  return async ({ deviceId, record, time, today }, codes) => {
    const answeredAt = Date.parse(record.answeredAt)
    const assignment = await assignmentOf(deviceId, record)
    const questionnaire = await codes.questionnaire(record.questionnaire)
    const areaId = record.area ? await codes.area(record.area) : 0
    const procedure = record.procedure ? procedureCode(record.procedure) : null
    const procedureId = procedure ? await codes.procedure(procedure) : 0
    const issues = [
      ...timeIssues(answeredAt, time),
      ...(assignment ? [] : [{ path: 'assignment', code: 'unknown_assignment' }]),
      ...(areaId === null ? [{ path: 'area', code: 'unknown_area' }] : []),
      ...(procedureId === null ? [{ path: 'procedure', code: 'unknown_procedure' }] : []),
      ...(questionnaire
        ? answerIssues(questionnaire.shape, record.answers, record.reasons ?? [])
        : [{ path: 'questionnaire', code: 'unknown_questionnaire' }]),
    ]
    if (!assignment || !questionnaire || areaId === null || procedureId === null || issues.length > 0) return issues
    const resolved = { assignment, areaId, procedureId, procedure, questionnaireId: questionnaire.id }
    const uncertainTime = record.uncertainTime === true || !time.isCertain
    return newResponse(record, resolved, { answeredAt, today, uncertainTime })
  }
}

/** What the codes of a response stand for. */
interface ResponseCodes {
  readonly assignment: Assignment
  readonly areaId: number
  readonly procedureId: number
  /** In its national shape, as the ledger names it; null: none. */
  readonly procedure: string | null
  readonly questionnaireId: number
}

interface ResponseTime {
  /** Milliseconds since the epoch. */
  readonly answeredAt: number
  readonly today: string
  readonly uncertainTime: boolean
}

function newResponse(
  record: SubmittedResponse,
  codes: ResponseCodes,
  { answeredAt, today, uncertainTime }: ResponseTime,
): NewResponse {
  const localDate = civilDate(answeredAt)
  return {
    unitId: codes.assignment.unit_id,
    assignmentId: codes.assignment.id,
    areaId: codes.areaId,
    procedureId: codes.procedureId,
    questionnaireId: codes.questionnaireId,
    comment: record.comment ? storedText(record.comment) : null,
    dueDay: localDate > today ? localDate : today,
    record: {
      id: record.id.toLowerCase(),
      assignment: assignmentCode(codes.assignment.id),
      seq: record.seq,
      counter: codes.assignment.counter_id,
      area: record.area ?? null,
      procedure: codes.procedure,
      // null is said: the citizen was asked about no stage. Only what is left out is the counter's.
      stage: record.stage === undefined ? codes.assignment.stage : record.stage,
      channel: 'kiosk',
      questionnaire: record.questionnaire,
      localDate,
      halfDay: halfDayOf(answeredAt),
      language: record.language ?? 'vi',
      assisted: record.assisted ?? false,
      uncertainTime,
      dwellBucket: dwellBucket(record.dwellMs),
      gapBucket: gapBucket(record.gapMs),
      reasons: record.reasons?.length ? [...new Set(record.reasons)].sort().join(' ') : null,
      answers: Object.entries(record.answers),
    },
  }
}

/** A server that doubts its own time takes every tap: it could not tell which are too old or ahead. */
function timeIssues(answeredAt: number, { now, isCertain }: ArrivalTime): Issue[] {
  if (!isCertain) return []
  if (answeredAt > now + AHEAD) return [{ path: 'answeredAt', code: 'in_future' }]
  if (answeredAt < now - OLDEST_TAP_MS) return [{ path: 'answeredAt', code: 'too_old' }]
  return []
}
