import { countRows, sumOf } from '../engine/portable.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Snapshot } from '../engine/database.ts'
import { dayOfResponse } from '../ledger/records.ts'
import { halfMonthOfResponse, levelCounts } from './release.ts'

/** Whether the tallies are what the released responses add up to. */
export interface RebuildComparison {
  readonly equal: boolean
  /** Cells that the responses make, over both levels of tallies. */
  readonly cells: number
  /** Rows of cells that are missing, and rows that should not be: a cell with wrong counts is one of each. */
  readonly different: number
  /** Responses that are in no cell yet: they wait for their day to close, and for five together. */
  readonly waiting: number
}

/** What must be added to each count of a cell to make it right. */
export type TallyCorrection = Readonly<Record<string, string | number>>

/** A level of tallies, and how its rows are made from the released responses. */
export interface TallyTable {
  readonly table: string
  /** The columns that name a cell. */
  readonly key: readonly string[]
  readonly rows: RawBuilder<unknown>
}

/** The counts of a cell, in the order in which `levelCounts` makes them. */
export const tallyCounts = ['n1', 'n2', 'n3', 'n4', 'n5', 'n0'] as const

const released = sql`from ledger as l
  join response as r on r.unit_id = l.unit_id and r.id = l.response_id
  join answer as a on a.unit_id = l.unit_id and a.response_id = l.response_id
  where not exists (select 1 from waiting as w where w.unit_id = l.unit_id and w.position = l.position)`

const coarseKey = ['area_id', 'stage', 'channel', 'questionnaire_id', 'criterion'] as const

export const tallyTables: readonly TallyTable[] = [
  {
    table: 'tally_day',
    key: [
      ...['unit_id', 'day', 'area_id', 'procedure_id', 'stage', 'channel', 'counter_id', 'questionnaire_id'],
      'criterion',
    ],
    rows: sql`select r.unit_id, ${dayOfResponse}, r.area_id, r.procedure_id, r.stage, r.channel, r.counter_id,
      r.questionnaire_id, a.criterion, ${levelCounts} ${released} group by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  },
  {
    table: 'tally_half_month',
    key: ['unit_id', 'half_month', ...coarseKey],
    rows: sql`select r.unit_id, ${halfMonthOfResponse}, r.area_id, r.stage, r.channel, r.questionnaire_id, a.criterion,
      ${levelCounts} ${released} group by 1, 2, 3, 4, 5, 6, 7`,
  },
]

/** What one level of tallies is compared to. */
export interface TableComparison {
  /** Cells that the responses make. */
  readonly cells: number
  readonly different: number
  readonly corrections: readonly TallyCorrection[]
}

/** Recomputes all tallies from the released responses and compares; nothing is written. */
export async function compareTallies(snapshot: Snapshot): Promise<RebuildComparison> {
  const tables: TableComparison[] = []
  for (const table of tallyTables) tables.push(await compareTable(snapshot, table))
  return comparisonOf(snapshot, tables)
}

/** The tables together, with what waits beside them. */
export async function comparisonOf(
  { statement }: Snapshot,
  tables: readonly TableComparison[],
): Promise<RebuildComparison> {
  const counted = statement<void, { waiting: number }>(() => sql`select ${countRows()} as waiting from waiting`)
  const cells = tables.reduce((sum, table) => sum + table.cells, 0)
  const different = tables.reduce((sum, table) => sum + table.different, 0)
  return { equal: different === 0, cells, different, waiting: (await counted.first())?.waiting ?? 0 }
}

/** A cell as the responses make it less as it is stored, and in which of the two it is. */
type ComparedCell = TallyCorrection & { readonly is_made: number; readonly is_stored: number }

/** Recomputes one level and holds it against what is stored. */
export async function compareTable(
  { statement }: Snapshot,
  { table, key, rows }: TallyTable,
): Promise<TableComparison> {
  const columns = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))
  const each = (map: (name: string) => RawBuilder<unknown>, names: readonly string[] = tallyCounts) =>
    sql.join(names.map(map))
  const compared = statement<void, ComparedCell>(
    () => sql`with made (${columns([...key, ...tallyCounts])}) as (${rows})
      select ${columns(key)}, ${each((n) => sql`${sumOf(n)} as ${sql.ref(n)}`, ['is_made', 'is_stored', ...tallyCounts])}
      from (
        select ${columns([...key, ...tallyCounts])}, 1 as is_made, 0 as is_stored from made
        union all
        select ${columns(key)}, ${each((n) => sql`-${sql.ref(n)}`)}, 0, 1 from ${sql.table(table)}
      ) as both_sides
      group by ${columns(key)}`,
  )
  const corrections: TallyCorrection[] = []
  let cells = 0
  let different = 0
  for await (const { is_made, is_stored, ...cell } of compared.iterate()) {
    cells += is_made
    if (is_made === is_stored && tallyCounts.every((n) => cell[n] === 0)) continue
    different += is_made + is_stored
    corrections.push(cell)
  }
  return { cells, different, corrections }
}
