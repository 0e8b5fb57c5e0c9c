import type { Kysely } from 'kysely'
import type { ExternalResultRequest } from '#contract/external-results'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { AlreadyExistsError } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import type { Tables } from '../engine/tables.ts'

/** A result that somebody else found; never mixed with answers given here. */
export interface ExternalResultRow {
  readonly id: number
  readonly unitId: number
  readonly group: string
  /** What it is called where no group says it. */
  readonly title: string | null
  /** 0 to 1. */
  readonly value: number
  /** Of the percentage as it was published; null: not known. */
  readonly decimals: number | null
  readonly source: string
  readonly periodFrom: string
  readonly periodTo: string
  /** null: nobody says how many were asked. */
  readonly answers: number | null
  /** Whether it is the share of one question on a random sample. */
  readonly isSample: boolean
  /** Its place among those compared: `10/18`. */
  readonly rank: string | null
  readonly note: string | null
}

/** Which results: periods that have a day in the range, both ends inclusive. */
export interface ResultRange {
  readonly unitId: number
  readonly from: string
  readonly to: string
}

/** Results of one unit in use, the newest period first. */
export async function externalResultsOf(db: Kysely<Tables>, range: ResultRange): Promise<ExternalResultRow[]> {
  const rows = await db
    .selectFrom('external_result')
    .selectAll()
    .where('unit_id', '=', range.unitId)
    .where('retired', '=', 0)
    .where('period_from', '<=', range.to)
    .where('period_to', '>=', range.from)
    .orderBy('period_to', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    group: row.group_code,
    title: row.title,
    value: row.value,
    decimals: row.decimals,
    source: row.source,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    answers: row.answers,
    isSample: row.is_sample === 1,
    rank: row.rank,
    note: row.note,
  }))
}

/** Whether the same was found by the same body in the same period. */
async function isResultInUse(db: Kysely<Tables>, unitId: number, requested: ExternalResultRequest): Promise<boolean> {
  const { group, value, source, periodFrom, periodTo } = requested
  const known = await db
    .selectFrom('external_result')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('retired', '=', 0)
    .where('group_code', '=', group)
    .where('value', '=', value)
    .where('source', '=', source)
    .where('period_from', '=', periodFrom)
    .where('period_to', '=', periodTo)
    .executeTakeFirst()
  return known !== undefined
}

async function createResult(trx: Kysely<Tables>, unitId: number, requested: ExternalResultRequest): Promise<number> {
  const { id } = await trx
    .insertInto('external_result')
    .values({
      id: await nextId(trx, 'external_result'),
      unit_id: unitId,
      group_code: requested.group,
      value: requested.value,
      source: requested.source,
      period_from: requested.periodFrom,
      period_to: requested.periodTo,
      answers: requested.answers ?? null,
      decimals: requested.decimals ?? null,
      is_sample: requested.isSample ? 1 : 0,
      rank: requested.rank ?? null,
      title: requested.title ?? null,
      note: requested.note ?? null,
      retired: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function unitOfResult(db: Kysely<Tables>, id: number): Promise<number | null> {
  const row = await db
    .selectFrom('external_result')
    .select('unit_id')
    .where('id', '=', id)
    .where('retired', '=', 0)
    .executeTakeFirst()
  return row?.unit_id ?? null
}

export type ExternalResults = ReturnType<typeof createExternalResults>

export function createExternalResults({ reads, transaction }: Database) {
  return {
    of: (range: ResultRange) => externalResultsOf(reads, range),
    /** @returns null when there is no such result in use */
    unitOf: (id: number) => unitOfResult(reads, id),
    isInUse: (unitId: number, requested: ExternalResultRequest) => isResultInUse(reads, unitId, requested),
    /** @throws AlreadyExistsError when the same result is in use */
    create: (unitId: number, requested: ExternalResultRequest, by: Attribution) =>
      transaction(async (trx) => {
        if (await isResultInUse(trx, unitId, requested)) throw new AlreadyExistsError()
        const id = await createResult(trx, unitId, requested)
        const { group, title = null, value, periodFrom, periodTo, answers = null } = requested
        const detail = { group, title, value, periodFrom, periodTo, answers }
        await audit(trx, by, { action: 'external_result.create', subject: String(id), unitId, detail })
        return id
      }),
    /** Retired, not deleted. */
    retire: (id: number, by: Attribution) =>
      transaction(async (trx) => {
        const unitId = await unitOfResult(trx, id)
        if (unitId === null) return
        await trx.updateTable('external_result').set({ retired: 1 }).where('id', '=', id).execute()
        await audit(trx, by, { action: 'external_result.retire', subject: String(id), unitId })
      }),
  }
}
