import type { Kysely, Transaction } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import { actorText } from '#core/ledger/actor'
import type { DateRange } from '#core/time/period'
import type { Database } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import type { Tables } from '../engine/tables.ts'
import { audit } from '../ledger/audit.ts'
import { readInstallationSetting } from '../office/installation-settings.ts'

/** A closed period as it is stored. */
export interface EditionRow {
  readonly id: number
  readonly unitId: number
  /** null: a free range. */
  readonly period: string | null
  readonly from: string
  readonly to: string
  readonly number: number
  /** ISO, with zone. */
  readonly closedAt: string
  readonly closedBy: string
  readonly reason: string | null
  /** Canonical JSON of an `EditionContent`. */
  readonly content: string
  /** SHA-256 of it. */
  readonly hash: Buffer
}

/** That a period was closed, without what was. */
export type ClosedPeriod = Pick<EditionRow, 'unitId' | 'period' | 'from' | 'to'>

const columns = [
  'id',
  'unit_id as unitId',
  'period',
  'period_from as from',
  'period_to as to',
  'number',
  'closed_at as closedAt',
  'closed_by as closedBy',
  'reason',
  'content',
  'hash',
] as const

/** A period that is being closed. */
export interface NewEdition extends DateRange {
  readonly unitId: number
  readonly period: string | null
  /** Of an amendment; null: only the first edition of the range may be made. */
  readonly reason: string | null
  readonly auditSize: number
}

/** How a closing is finished inside its transaction. */
export interface Sealing {
  /** Whether the figures are still those that were added up. */
  isUnchanged(): Promise<boolean>
  /** What is stored of it, once its number is known. */
  seal(number: number): { readonly content: string; readonly hash: Buffer }
}

interface NumberedEdition extends NewEdition {
  readonly number: number
  readonly content: string
  readonly hash: Buffer
}

/** Inside a transaction. @returns the new id */
async function addEdition(trx: Transaction<Tables>, edition: NumberedEdition, by: Attribution): Promise<number> {
  const id = await nextId(trx, 'edition')
  const { unitId, period, from, to, number, reason, auditSize, content, hash } = edition
  await trx
    .insertInto('edition')
    .values({
      id,
      unit_id: unitId,
      period,
      period_from: from,
      period_to: to,
      number,
      closed_at: by.at,
      closed_by: actorText(by.actor),
      reason,
      audit_size: auditSize,
      content,
      hash,
    })
    .execute()
  const detail = { period, from, to, number, reason, hash: hash.toString('hex') }
  await audit(trx, by, {
    action: number === 1 ? 'edition.close' : 'edition.amend',
    subject: String(id),
    unitId,
    detail,
  })
  return id
}

/** The number that the next edition of this range would have. */
async function nextNumber(db: Kysely<Tables>, unitId: number, { from, to }: DateRange): Promise<number> {
  const newest = await db
    .selectFrom('edition')
    .select('number')
    .where('unit_id', '=', unitId)
    .where('period_from', '=', from)
    .where('period_to', '=', to)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (newest?.number ?? 0) + 1
}

/** By unit its newest closed quarter, or where there is none the longest of the closed periods that end last. */
async function newestPeriods(db: Kysely<Tables>, unitIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (unitIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('edition')
    .select(['unit_id as unitId', 'period'])
    .distinct()
    .where('unit_id', 'in', unitIds)
    .where('period', 'is not', null)
    .orderBy('period_to')
    .orderBy('period_from', 'desc')
    .execute()
  const named = rows.flatMap(({ unitId, period }) => (period === null ? [] : [[unitId, period] as const]))
  return new Map([...named, ...named.filter(([, period]) => period.includes('-Q'))])
}

/** Of the audit: the office is set up before anything else is done. */
async function firstDay(db: Kysely<Tables>): Promise<string | null> {
  const first = await db.selectFrom('audit').select('at').orderBy('id').limit(1).executeTakeFirst()
  return first?.at.slice(0, 10) ?? null
}

export type Editions = ReturnType<typeof createEditions>

export function createEditions({ reads, transaction }: Database) {
  const all = () => reads.selectFrom('edition').select(columns)
  return {
    /** @returns the new id; `changed` where it has to be added up again, `closed` where it is closed already */
    close: (
      edition: NewEdition,
      { isUnchanged, seal }: Sealing,
      by: Attribution,
    ): Promise<number | 'changed' | 'closed'> =>
      transaction(async (trx) => {
        if (!(await isUnchanged())) return 'changed'
        const number = await nextNumber(trx, edition.unitId, edition)
        if (number > 1 && edition.reason === null) return 'closed'
        const reason = number > 1 ? edition.reason : null
        return addEdition(trx, { ...edition, reason, number, ...seal(number) }, by)
      }),
    /**
     * The day from which on periods that end are closed by the server itself: that of the upgrade which brought closing,
     * else the first of the office. What an import brings of earlier years is left to people. null: nothing was done yet.
     */
    automaticSince: async (): Promise<string | null> =>
      (await readInstallationSetting(reads, 'editions.from')) ?? firstDay(reads),
    /** Closed periods of these units, the newest closing first. */
    of: (unitIds: readonly number[]): Promise<EditionRow[]> =>
      all().where('unit_id', 'in', unitIds).orderBy('id', 'desc').execute(),
    /** Which periods these units have closed, without their contents. */
    closedPeriods: (unitIds: readonly number[]): Promise<ClosedPeriod[]> =>
      reads
        .selectFrom('edition')
        .select(['unit_id as unitId', 'period', 'period_from as from', 'period_to as to'])
        .where('unit_id', 'in', unitIds)
        .where('number', '=', 1)
        .orderBy('id')
        .execute(),
    newestPeriods: (unitIds: readonly number[]) => newestPeriods(reads, unitIds),
    byId: async (id: number): Promise<EditionRow | null> =>
      (await all().where('id', '=', id).executeTakeFirst()) ?? null,
    /** The newest edition of exactly this range; null: not closed. */
    newest: async (unitId: number, { from, to }: DateRange): Promise<EditionRow | null> =>
      (await all()
        .where('unit_id', '=', unitId)
        .where('period_from', '=', from)
        .where('period_to', '=', to)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst()) ?? null,
    /** The newest editions of all ranges within this one, in the order of their ends, shorter ones first. */
    within: async (unitId: number, { from, to }: DateRange): Promise<EditionRow[]> => {
      const rows = await all()
        .where('unit_id', '=', unitId)
        .where('period_from', '>=', from)
        .where('period_to', '<=', to)
        .orderBy('period_to')
        .orderBy('period_from', 'desc')
        .orderBy('number')
        .execute()
      return [...new Map(rows.map((row) => [`${row.from} ${row.to}`, row])).values()]
    },
    /** Those that have a day in common with the range, in the order in which they were made. */
    overlapping: (unitIds: readonly number[], { from, to }: DateRange): Promise<EditionRow[]> =>
      all()
        .where('unit_id', 'in', unitIds)
        .where('period_from', '<=', to)
        .where('period_to', '>=', from)
        .orderBy('id')
        .execute(),
  }
}
