import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { LedgerRecord } from '#core/ledger/record'
import { canonicalText } from '#core/ledger/record'
import type { Database } from '../engine/database.ts'
import { isStorageFailure } from '../engine/database.ts'
import { sha256, uuidBytes } from '../ledger/keys.ts'
import type { Head, Ledger } from '../ledger/ledger.ts'
import { prepareStanding } from './stored-content.ts'

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

export type Outcome = 'stored' | 'duplicate' | 'conflict'

/** Writes responses inside one transaction; made anew for each. */
export interface ResponseBatch {
  write(response: NewResponse): Promise<Outcome>
  /** Adds what was stored to `received` and to what waits; @returns the units that got new records */
  finish(): Promise<number[]>
}

/**
 * How a batch meets what only the database can refuse: `apart`, each response is under its own savepoint and a refused
 * one takes no other with it; `together`, the whole transaction must be given up (a savepoint costs as much as two rows).
 */
export type Grouping = 'together' | 'apart'

/** The one way into `response`: fact, answers, comment, ledger and the waiting list together. */
export function createResponseWriter(database: Database, ledger: Ledger): (grouping: Grouping) => ResponseBatch {
  const statements = prepareWriter(database)
  const standing = prepareStanding(database)

  return (grouping) => {
    const heads = new Map<number, Head>()
    const waiting = createWaitingRuns()
    const received = new Map<string, { readonly cell: readonly unknown[]; count: number }>()

    const insert = async (response: NewResponse): Promise<Outcome> => {
      const { unitId, record } = response
      const id = uuidBytes(record.id)
      const changed = await statements.response.run(...responseValues(response, id))
      if (changed === 0) return (await standing(response, id)) ?? 'conflict'
      for (const [criterion, level] of record.answers) await statements.answer.run(unitId, id, criterion, level)
      const commentCommitment = await writeComment(response, id)
      const head = heads.get(unitId) ?? (await ledger.head(unitId))
      const text = canonicalText({ ...record, commentCommitment })
      const next = await ledger.append(unitId, { head, responseId: id, record: text })
      heads.set(unitId, next)
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
      await statements.comment.run(unitId, id, comment, salt, commitment)
      return commitment.toString('hex')
    }

    const write: ResponseBatch['write'] = async (response) => {
      const outcome = grouping === 'apart' ? await insertApart(response) : await insert(response)
      if (outcome !== 'stored') return outcome
      countReceived(received, response)
      waiting.add(response, positionOf(response.unitId))
      return outcome
    }

    const insertApart = async (response: NewResponse): Promise<Outcome> => {
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

    const finish = async (): Promise<number[]> => {
      for (const { unitId, day, first, last } of waiting.runs) await statements.waiting.run(first, last, unitId, day)
      for (const { cell, count } of received.values()) await statements.received.run(...cell, count)
      return [...heads.keys()]
    }
    return { write, finish }
  }
}

/** Positions in a unit's ledger, `first` to `last`, that wait for one day. */
interface WaitingRun {
  readonly unitId: number
  readonly day: string | null
  readonly first: number
  last: number
}

/** What comes together mostly waits for one day: one statement writes a whole run. */
function createWaitingRuns() {
  const runs: WaitingRun[] = []
  const newest = new Map<number, WaitingRun>()
  return {
    runs,
    add: ({ unitId, dueDay: day }: NewResponse, position: number): void => {
      const run = newest.get(unitId)
      if (run?.day === day) run.last = position
      else {
        const started = { unitId, day, first: position, last: position }
        runs.push(started)
        newest.set(unitId, started)
      }
    },
  }
}

function countReceived(
  received: Map<string, { readonly cell: readonly unknown[]; count: number }>,
  r: NewResponse,
): void {
  const { record } = r
  const cell = [
    r.unitId,
    record.localDate,
    r.areaId,
    r.procedureId,
    record.stage ?? '',
    record.channel,
    record.counter,
    r.questionnaireId,
  ]
  const key = cell.join('|')
  const known = received.get(key)
  if (known) known.count += 1
  else received.set(key, { cell, count: 1 })
}

function responseValues({ record, ...response }: NewResponse, id: Buffer): readonly unknown[] {
  return [
    response.unitId,
    id,
    response.assignmentId,
    record.seq,
    record.counter,
    response.areaId,
    response.procedureId,
    record.stage ?? '',
    record.channel,
    response.questionnaireId,
    record.localDate,
    record.halfDay,
    record.language,
    record.assisted ? 1 : 0,
    record.uncertainTime ? 1 : 0,
    record.dwellBucket,
    record.gapBucket,
    record.reasons,
  ]
}

function prepareWriter({ db, prepareWrite }: Database) {
  const slot = null
  const slots = (count: number) => sql.join(Array.from({ length: count }, () => sql`${slot}`))
  return {
    savepoint: prepareWrite(sql`savepoint one`.compile(db)),
    rollback: prepareWrite(sql`rollback to one`.compile(db)),
    release: prepareWrite(sql`release one`.compile(db)),
    response: prepareWrite(
      sql`insert into response (unit_id, id, assignment_id, seq, counter_id, area_id, procedure_id, stage, channel,
          questionnaire_id, local_date, half_day, language, assisted, uncertain_time, dwell_bucket, gap_bucket, reasons)
        values (${slots(18)}) on conflict (unit_id, id) do nothing`.compile(db),
    ),
    answer: prepareWrite(
      sql`insert into answer (unit_id, response_id, criterion, level) values (${slots(4)})`.compile(db),
    ),
    comment: prepareWrite(
      sql`insert into comment (unit_id, response_id, text, salt, commitment) values (${slots(5)})`.compile(db),
    ),
    // A row that somebody put there for a response to come becomes the right one; `verify` knows it until then.
    waiting: prepareWrite(
      sql`insert into waiting (unit_id, position, day)
        with recursive run (position) as (
          select cast(${slot} as integer) union all select position + 1 from run where position < ${slot}
        )
        select ${slot}, position, ${slot} from run where true
        on conflict (unit_id, position) do update set day = excluded.day`.compile(db),
    ),
    received: prepareWrite(
      sql`insert into received_day (unit_id, day, area_id, procedure_id, stage, channel, counter_id, questionnaire_id,
          received)
        values (${slots(9)})
        on conflict (unit_id, day, area_id, procedure_id, stage, channel, counter_id, questionnaire_id)
        do update set received = received_day.received + excluded.received`.compile(db),
    ),
  }
}
