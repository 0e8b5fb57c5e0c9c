import { sql } from 'kysely'
import type { Snapshot } from '../engine/database.ts'
import { openSnapshot } from '../engine/database.ts'
import { textOrder } from '../engine/portable.ts'

/** A response as far as a file of rows needs it; empty: not said. */
export interface LedgerResponse {
  /** Its place in the ledger of its unit, from 1. */
  readonly position: number
  /** The day it was stored with. */
  readonly day: string
  /** Days that it was said to belong to, each by an entry of the audit, oldest first. */
  readonly redates: readonly Redate[]
  readonly area: string
  readonly procedure: string
  readonly stage: string
  readonly channel: string
  readonly questionnaire: string
  readonly language: string
  readonly assisted: number
  readonly counterId: number
  /** Codes, joined by a blank. */
  readonly reasons: string
  /** Criterion and level, `overall=5 doi=3`, in the order of the codes; level 0: no opinion. */
  readonly answers: string
}

export interface Redate {
  readonly auditId: number
  readonly day: string
}

/** Responses of one unit up to a place in its ledger. */
export interface LedgerPart {
  readonly unitId: number
  readonly size: number
}

/** Responses that are looked at while one view of the database is open: a view that lasts keeps its log from being cut. */
const ROWS_PER_SLICE = 20_000

/**
 * Responses in the order of the ledger, one view of the database after the other. Facts never change, so they are the same
 * whenever they are read.
 */
export async function* readFileRows(
  file: string,
  { unitId, size }: LedgerPart,
  rowsPerSlice: number = ROWS_PER_SLICE,
): AsyncGenerator<LedgerResponse> {
  for (let after = 0; after < size; after += rowsPerSlice) {
    const snapshot = openSnapshot(file)
    try {
      yield* rowsBetween(snapshot, { unitId, after, last: Math.min(size, after + rowsPerSlice) })
    } finally {
      await snapshot.close()
    }
  }
}

interface LedgerSlice {
  readonly unitId: number
  readonly after: number
  readonly last: number
}

type StoredCell = string | number | Buffer | null

async function* rowsBetween(snapshot: Snapshot, slice: LedgerSlice): AsyncGenerator<LedgerResponse> {
  const { unitId, after, last } = slice
  const redates = await redatesOf(snapshot, unitId)
  const answers = await answersOf(snapshot, slice)
  const rows = snapshot.listStatement<void, StoredCell>(
    () => sql`select l.position as c0, r.local_date as c1,
        case when exists (select 1 from redate as d where d.unit_id = r.unit_id and d.response_id = r.id)
          then r.id end as c2,
        area.code as c3, procedure.code as c4, r.stage as c5, r.channel as c6, q.code || '@' || q.version as c7,
        r.language as c8, r.assisted as c9, r.counter_id as c10, r.reasons as c11
      from ledger as l
      join response as r on r.unit_id = l.unit_id and r.id = l.response_id
      join questionnaire as q on q.id = r.questionnaire_id
      left join area on area.id = r.area_id
      left join procedure on procedure.id = r.procedure_id
      where l.unit_id = ${unitId} and l.position > ${after} and l.position <= ${last}
      order by l.position`,
  )
  for await (const [position, day, id, ...said] of rows.iterate()) {
    const [area, procedure, stage, channel, questionnaire, language, assisted, counterId, reasons] = said
    const place = numberOf(position)
    yield {
      position: place,
      day: textOf(day),
      redates: Buffer.isBuffer(id) ? (redates.get(id.toString('hex')) ?? []) : [],
      area: textOf(area),
      procedure: textOf(procedure),
      stage: textOf(stage),
      channel: textOf(channel),
      questionnaire: textOf(questionnaire),
      language: textOf(language),
      assisted: numberOf(assisted),
      counterId: numberOf(counterId),
      reasons: textOf(reasons),
      answers: answers[place - after - 1] ?? '',
    }
  }
}

const textOf = (cell: StoredCell | undefined): string => (typeof cell === 'string' ? cell : '')
const numberOf = (cell: StoredCell | undefined): number => (typeof cell === 'number' ? cell : 0)

/** By the id of the response; few were ever dated wrongly. */
async function redatesOf({ statement }: Snapshot, unitId: number): Promise<ReadonlyMap<string, readonly Redate[]>> {
  const stored = statement<void, { id: Buffer; auditId: number; day: string }>(
    () => sql`select response_id as id, audit_id as "auditId", day from redate where unit_id = ${unitId}
      order by audit_id`,
  )
  const redates = new Map<string, Redate[]>()
  for (const { id, auditId, day } of await stored.all()) {
    const name = id.toString('hex')
    redates.set(name, [...(redates.get(name) ?? []), { auditId, day }])
  }
  return redates
}

/** What was answered, by the place in the slice. */
async function answersOf({ listStatement }: Snapshot, { unitId, after, last }: LedgerSlice): Promise<string[]> {
  const stored = listStatement<void, StoredCell>(
    () => sql`select l.position as c0, a.criterion as c1, a.level as c2
      from ledger as l
      join answer as a on a.unit_id = l.unit_id and a.response_id = l.response_id
      where l.unit_id = ${unitId} and l.position > ${after} and l.position <= ${last}
      order by l.position, ${textOrder('a.criterion')}`,
  )
  const answers: string[] = []
  for await (const [position, criterion, level] of stored.iterate()) {
    const place = numberOf(position) - after - 1
    const one = `${textOf(criterion)}=${numberOf(level)}`
    answers[place] = answers[place] === undefined ? one : `${answers[place]} ${one}`
  }
  return answers
}
