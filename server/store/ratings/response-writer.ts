import { randomBytes } from 'node:crypto'
import type { LedgerRecord } from '#core/ledger/record'
import { canonicalText } from '#core/ledger/record'
import type { Database } from '../engine/database.ts'
import { isStorageFailure } from '../engine/database.ts'
import type { ResponseTable } from '../engine/tables.ts'
import { sha256, uuidBytes } from '../ledger/keys.ts'
import type { Head, Ledger } from '../ledger/ledger.ts'
import { createReceivedCounts } from './received-counts.ts'
import { prepareResponseStatements } from './response-statements.ts'
import { prepareComparison } from './stored-content.ts'
import { createWaitingRuns } from './waiting-runs.ts'

/** A response whose codes have been looked up: what is stored, and what is hashed. */
export interface NewResponse {
  readonly unitId: number
  readonly assignmentId: number | null
  readonly areaId: number
  readonly procedureId: number
  readonly questionnaireId: number
  /** Without the commitment to the comment, which needs a salt that is made when the response is stored. */
  readonly record: Omit<LedgerRecord, 'commentCommitment'>
  /** NFC; null when nothing was written. */
  readonly comment: string | null
  /** Civil day after which the response may be released; null: at once, with the import that brings it. */
  readonly dueDay: string | null
}

export type WriteOutcome = 'stored' | 'duplicate' | 'conflict'

/** Writes responses inside one transaction; made anew for each. */
export interface ResponseBatch {
  write(response: NewResponse): Promise<WriteOutcome>
  /** Adds what was stored to `received` and to what waits; @returns the units that got new records */
  finish(): Promise<number[]>
}

/**
 * How a batch meets what only the database can refuse. `perResponse`: each response has its own savepoint, and a refused
 * one takes no other with it. `none`: the whole transaction must be given up (a savepoint costs as much as two rows).
 */
export type SavepointMode = 'none' | 'perResponse'

/** The one way into `response`: fact, answers, comment, ledger and the waiting list together. */
export function createResponseWriter(database: Database, ledger: Ledger): (mode: SavepointMode) => ResponseBatch {
  const statements = prepareResponseStatements(database)
  const compareWithStored = prepareComparison(database.statement)

  return (mode) => {
    const heads = new Map<number, Head>()
    const waiting = createWaitingRuns()
    const received = createReceivedCounts()

    const insert = async (response: NewResponse): Promise<WriteOutcome> => {
      const { unitId, record } = response
      const id = uuidBytes(record.id)
      const isNew = (await statements.identity.run({ id, unit_id: unitId })) > 0
      const changed = isNew ? await statements.response.run(responseRow(response, id)) : 0
      if (changed === 0) return (await compareWithStored(response, id)) ?? 'conflict'
      for (const [criterion, level] of record.answers)
        await statements.answer.run({ unit_id: unitId, response_id: id, criterion, level })
      const commentCommitment = await writeComment(response, id)
      const head = heads.get(unitId) ?? (await ledger.head(unitId))
      const text = canonicalText({ ...record, commentCommitment })
      heads.set(unitId, await ledger.append(unitId, { head, responseId: id, record: text }))
      return 'stored'
    }

    const positionOf = (unitId: number): number => {
      const head = heads.get(unitId)
      if (!head) throw new Error('nothing was appended')
      return head.size
    }

    const writeComment = async ({ unitId, comment }: NewResponse, id: Buffer): Promise<string | null> => {
      if (comment === null) return null
      const salt = randomBytes(16)
      const commitment = sha256(salt, comment)
      await statements.comment.run({ unit_id: unitId, response_id: id, text: comment, salt, commitment })
      return commitment.toString('hex')
    }

    const insertUnderSavepoint = async (response: NewResponse): Promise<WriteOutcome> => {
      const before = heads.get(response.unitId)
      await statements.savepoint.run()
      try {
        const outcome = await insert(response)
        await statements.release.run()
        return outcome
      } catch (error) {
        if (isStorageFailure(error)) throw error
        if (before) heads.set(response.unitId, before)
        else heads.delete(response.unitId)
        await statements.rollback.run()
        await statements.release.run()
        throw error
      }
    }

    return {
      write: async (response) => {
        const outcome = mode === 'perResponse' ? await insertUnderSavepoint(response) : await insert(response)
        if (outcome !== 'stored') return outcome
        const { unitId, dueDay: day } = response
        received.add(response)
        waiting.add({ unitId, day, position: positionOf(unitId) })
        return outcome
      },
      finish: async () => {
        for (const run of waiting.runs) await statements.waiting.run(run)
        for (const cell of received.days()) await statements.received.run(cell)
        for (const cell of received.halfMonths()) await statements.receivedHalfMonth.run(cell)
        return [...heads.keys()]
      },
    }
  }
}

function responseRow({ record, ...response }: NewResponse, id: Buffer): Readonly<ResponseTable> {
  return {
    unit_id: response.unitId,
    id,
    assignment_id: response.assignmentId,
    seq: record.seq,
    counter_id: record.counter,
    area_id: response.areaId,
    procedure_id: response.procedureId,
    stage: record.stage ?? '',
    channel: record.channel,
    questionnaire_id: response.questionnaireId,
    local_date: record.localDate,
    half_day: record.halfDay,
    language: record.language,
    assisted: record.assisted ? 1 : 0,
    uncertain_time: record.uncertainTime ? 1 : 0,
    dwell_bucket: record.dwellBucket,
    gap_bucket: record.gapBucket,
    reasons: record.reasons,
  }
}
