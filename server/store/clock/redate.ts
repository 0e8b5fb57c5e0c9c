import type { RawBuilder, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import type { Database } from '../engine/database.ts'
import { countRows } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'
import { audit } from '../ledger/audit.ts'
import { dayOfResponse } from '../ledger/records.ts'
import { redateDigest } from './verify-redates.ts'

/** Ratings of a unit that a wrong clock dated, and the day they belong to; civil days, inclusive. */
export interface RedateOrder {
  readonly unitId: number
  readonly from: string
  readonly to: string
  /** 0 the mornings alone, 1 the afternoons alone; null: whole days. */
  readonly halfDay: 0 | 1 | null
  readonly day: string
}

const chosen = ({ unitId, from, to, halfDay, day }: RedateOrder): RawBuilder<unknown> =>
  sql`from response as r
    where r.unit_id = ${unitId} and ${dayOfResponse} between ${from} and ${to} and ${dayOfResponse} <> ${day}
      and (cast(${halfDay} as integer) is null or r.half_day = ${halfDay})`

/** How many ratings an order is about; nothing is written. */
export async function countRedates({ reads }: Database, order: RedateOrder): Promise<number> {
  const { rows } = await sql<{ ratings: number }>`select ${countRows()} as ratings ${chosen(order)}`.execute(reads)
  return rows[0]?.ratings ?? 0
}

/**
 * Says as new facts that the ratings belong to another day, with the reason in the audit, and moves what was counted of
 * them from the old cells to the new. One transaction. @returns how many
 */
export function redateRatings(
  { transaction }: Database,
  order: RedateOrder & { readonly reason: string },
  by: Attribution,
): Promise<number> {
  return transaction(async (trx) => {
    const { unitId, from, to, halfDay, day, reason } = order
    const { rows } = await sql<{ id: Buffer }>`select r.id ${chosen(order)} order by r.id`.execute(trx)
    if (rows.length === 0) return 0
    const digest = redateDigest(
      day,
      rows.map(({ id }) => id),
    )
    const detail = { from, to, halfDay, day, reason, ratings: rows.length, sha256: digest }
    await audit(trx, by, { action: 'ratings.redate', subject: day, unitId, detail })
    const entry = await trx.selectFrom('audit').select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
    for (const { id } of rows)
      await trx.insertInto('redate').values({ unit_id: unitId, response_id: id, audit_id: entry.id, day }).execute()
    await moveCounts(trx, { unitId, auditId: entry.id })
    return rows.length
  })
}

const levels = ['n1', 'n2', 'n3', 'n4', 'n5'] as const
const cell = ['area_id', 'procedure_id', 'stage', 'channel', 'counter_id', 'questionnaire_id'] as const
const coarseCell = ['area_id', 'stage', 'channel', 'questionnaire_id'] as const

/** One kind of counts: which rows feed it, by what they are counted, and the counts themselves. */
interface CountTable {
  readonly table: string
  readonly period: 'day' | 'half_month'
  readonly cell: readonly string[]
  /** By name; each is a sum over responses `r` and, of tallies, their answers `a`. */
  readonly counts: Readonly<Record<string, RawBuilder<unknown>>>
  /** Tallies hold what has been released, by criterion. */
  readonly isTally: boolean
}

const answered: CountTable['counts'] = {
  ...Object.fromEntries(
    levels.map((n, index) => [n, sql`case when a.level = ${sql.lit(index + 1)} then 1 else 0 end`]),
  ),
  n0: sql`case when a.level is null then 1 else 0 end`,
}
const received = { received: sql`1` }

const countTables: readonly CountTable[] = [
  { table: 'received_day', period: 'day', cell, counts: received, isTally: false },
  { table: 'received_half_month', period: 'half_month', cell: coarseCell, counts: received, isTally: false },
  { table: 'tally_day', period: 'day', cell, counts: answered, isTally: true },
  { table: 'tally_half_month', period: 'half_month', cell: coarseCell, counts: answered, isTally: true },
]

interface Entry {
  readonly unitId: number
  readonly auditId: number
}

/** Subtracts what was moved from the cells of the days before, and adds it to those of the days after. */
async function moveCounts(trx: Transaction<Tables>, entry: Entry): Promise<void> {
  const before = sql`coalesce((
    select d.day from redate as d
    where d.unit_id = r.unit_id and d.response_id = r.id and d.audit_id < ${entry.auditId}
    order by d.audit_id desc limit 1
  ), r.local_date)`
  for (const table of countTables) {
    await addCounts(trx, table, { entry, day: before, sign: -1 })
    await addCounts(trx, table, { entry, day: sql`moved.day`, sign: 1 })
    const names = Object.keys(table.counts)
    await sql`delete from ${sql.table(table.table)}
      where unit_id = ${entry.unitId} and ${sql.join(
        names.map((n) => sql`${sql.ref(n)} = 0`),
        sql` and `,
      )}`.execute(trx)
  }
}

interface Addition {
  readonly entry: Entry
  readonly day: RawBuilder<unknown>
  readonly sign: 1 | -1
}

async function addCounts(
  trx: Transaction<Tables>,
  { table, period, cell: by, counts, isTally }: CountTable,
  { entry, day, sign }: Addition,
): Promise<void> {
  const { unitId, auditId } = entry
  const key = ['unit_id', period, ...by, ...(isTally ? ['criterion'] : [])]
  const names = Object.keys(counts)
  const columns = (all: readonly string[]) => sql.join(all.map((name) => sql.ref(name)))
  const halfMonth = sql`substr(${day}, 1, 8) || case when substr(${day}, 9, 2) <= '14' then '1' else '2' end`
  const values = [
    sql`r.unit_id`,
    period === 'day' ? day : halfMonth,
    ...by.map((name) => sql.ref(`r.${name}`)),
    ...(isTally ? [sql`a.criterion`] : []),
  ]
  const sums = names.map((name) => sql`${sql.lit(sign)} * sum(${counts[name]})`)
  const answers = sql`join answer as a on a.unit_id = r.unit_id and a.response_id = r.id`
  const released = sql`and r.id not in (
    select l.response_id from waiting as w
    join ledger as l on l.unit_id = w.unit_id and l.position = w.position
    where w.unit_id = ${unitId}
  )`
  await sql`insert into ${sql.table(table)} (${columns([...key, ...names])})
    select ${sql.join([...values, ...sums])}
    from redate as moved
    join response as r on r.unit_id = moved.unit_id and r.id = moved.response_id
    ${isTally ? answers : sql``}
    where moved.audit_id = ${auditId} ${isTally ? released : sql``}
    group by ${sql.join(values.map((_, index) => sql.lit(index + 1)))}
    on conflict (${columns(key)}) do update set
      ${sql.join(names.map((n) => sql`${sql.ref(n)} = ${sql.ref(`${table}.${n}`)} + ${sql.ref(`excluded.${n}`)}`))}
  `.execute(trx)
}
