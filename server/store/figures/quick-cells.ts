import { sql } from 'kysely'
import { FIRST_CALM_GAP } from '#core/ledger/buckets'
import type { Cell } from '#core/statistics/breakdown'
import { emptyTally } from '#core/statistics/tally'
import { countRows } from '../engine/portable.ts'
import type { CellFilter, Dimension } from './cell-filter.ts'
import { conditionsOf, rawOf, rawOrder, unitIn } from './cell-filter.ts'
import type { CellSource } from './cells.ts'

interface QuickRow {
  readonly raw: string | number
  readonly questionnaire_id: number
  readonly quick: number
}

/**
 * Released responses of a filter that came less than 15 s after the one before on the same device, as `received` of cells
 * told apart by one dimension; by criterion they are given once, under the id of their version. Read from the responses
 * themselves, of which an index holds the quick ones.
 */
export async function quickCells(
  { reads, forms }: CellSource,
  filter: CellFilter,
  by: Dimension,
): Promise<readonly Cell[]> {
  const raw =
    by === 'criterion' ? sql.ref('questionnaire_id') : by === 'time' || by === 'day' ? sql.ref('local_date') : rawOf(by)
  const { rows } = await sql<QuickRow>`
    select ${raw} as raw, questionnaire_id, ${countRows()} as quick from response
    where ${unitIn(filter.unitIds)} and local_date between ${filter.from} and ${filter.to}
      and gap_bucket < ${sql.lit(FIRST_CALM_GAP)} ${conditionsOf(filter, true)}
      and not exists (
        select 1 from waiting as w join ledger as l on l.unit_id = w.unit_id and l.position = w.position
        where w.unit_id = response.unit_id and l.response_id = response.id
      )
    group by 1, 2
    order by ${by === 'criterion' ? sql.ref('raw') : rawOrder(by)}, questionnaire_id`.execute(reads)
  const comparable = await forms.comparableOf(rows.map(({ questionnaire_id: id }) => id))
  return rows.map((row) => ({
    raw: String(row.raw),
    comparable: comparable(row.questionnaire_id),
    received: row.quick,
    tally: emptyTally,
  }))
}
