import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Cell } from '#core/statistics/breakdown'
import { emptyTally } from '#core/statistics/tally'
import { halfMonthOf, isWholeHalfMonths } from '#core/time/period'
import { sumOf } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'
import { conditionsOf, needsDays, rawOf, rawOrder, unitIn } from './cell-filter.ts'
import type { CellFilter, Dimension } from './cell-filter.ts'
import type { Forms } from './forms.ts'

/** Where cells are read, and what tells which of them may be added. */
export interface CellSource {
  readonly reads: Kysely<Tables>
  readonly forms: Pick<Forms, 'comparableOf'>
}

interface CountRow {
  readonly raw: string | number
  readonly questionnaire_id: number
  readonly received: number
}

type TallyRow = Omit<CountRow, 'received'> & Record<'n1' | 'n2' | 'n3' | 'n4' | 'n5' | 'n0', number>

const levelSums = sql`${sumOf('n1')} as n1, ${sumOf('n2')} as n2, ${sumOf('n3')} as n3,
  ${sumOf('n4')} as n4, ${sumOf('n5')} as n5, ${sumOf('n0')} as n0`

/** Released answers of a filter made of whole half-months, told apart by one dimension. SQL counts, core divides. */
export async function talliedCells(
  { reads, forms }: CellSource,
  filter: CellFilter,
  by: Dimension,
): Promise<readonly Cell[]> {
  const byDay = needsDays(filter, by)
  const raw = by === 'time' || by === 'day' ? sql.ref(byDay ? 'day' : 'half_month') : rawOf(by)
  const { rows } = await sql<TallyRow>`
    select ${raw} as raw, questionnaire_id, ${levelSums}
    ${talliesOf(filter, by)}
    group by 1, 2
    order by ${rawOrder(by)}, questionnaire_id`.execute(reads)
  const comparable = await forms.comparableOf(rows.map(({ questionnaire_id: id }) => id))
  return rows.map(({ raw: key, questionnaire_id, ...tally }) => ({
    raw: by === 'time' && !byDay ? firstDayOf(String(key)) : String(key),
    comparable: comparable(questionnaire_id),
    received: 0,
    tally,
  }))
}

function talliesOf(filter: CellFilter, by: Dimension): RawBuilder<unknown> {
  const byDay = needsDays(filter, by)
  const criterion = by === 'criterion' ? sql`` : sql`and criterion = ${filter.criterion}`
  return sql`from ${sql.table(byDay ? 'tally_day' : 'tally_half_month')}
    where ${unitIn(filter.unitIds)} and ${rangeOf(filter, byDay)} ${conditionsOf(filter, byDay)} ${criterion}`
}

const rangeOf = ({ from, to }: CellFilter, byDay: boolean): RawBuilder<unknown> =>
  byDay ? sql`day between ${from} and ${to}` : sql`half_month between ${halfMonthOf(from)} and ${halfMonthOf(to)}`

/** Responses received, live, in any range of days; by criterion they are given once, under the id of their version. */
export async function receivedCells(
  { reads, forms }: CellSource,
  filter: CellFilter,
  by: Dimension,
): Promise<readonly Cell[]> {
  const byDay = needsDays(filter, by) || !isWholeHalfMonths(filter)
  const { rows } = await sql<CountRow>`
    select ${receivedRawOf(by, byDay)} as raw, questionnaire_id, ${sumOf('received')} as received
    from ${sql.table(byDay ? 'received_day' : 'received_half_month')}
    where ${unitIn(filter.unitIds)} and ${rangeOf(filter, byDay)} ${conditionsOf(filter, byDay)}
    group by 1, 2
    order by ${by === 'criterion' ? sql.ref('raw') : rawOrder(by)}, questionnaire_id`.execute(reads)
  const comparable = await forms.comparableOf(rows.map(({ questionnaire_id: id }) => id))
  return rows.map((row) => ({
    raw: by === 'time' && !byDay ? firstDayOf(String(row.raw)) : String(row.raw),
    comparable: comparable(row.questionnaire_id),
    received: row.received,
    tally: emptyTally,
  }))
}

function receivedRawOf(by: Dimension, byDay: boolean): RawBuilder<unknown> {
  if (by === 'criterion') return sql`questionnaire_id`
  if (by === 'time' || by === 'day') return sql.ref(byDay ? 'day' : 'half_month')
  return rawOf(by)
}

/** Grouped by the column itself: an expression over it costs SQLite a third more. */
const firstDayOf = (halfMonth: string): string => `${halfMonth.slice(0, 8)}${halfMonth.endsWith('1') ? '01' : '15'}`
