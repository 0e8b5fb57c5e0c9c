import { countRows } from '../engine/portable.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database, Snapshot } from '../engine/database.ts'
import { halfMonthOfResponse, levelCounts } from './release.ts'

/** Whether the tallies are what the released responses add up to. */
export interface RebuildComparison {
  readonly equal: boolean
  /** Cells that the responses make, over both levels of tallies. */
  readonly cells: number
  /** Cells that differ, are missing or should not be. */
  readonly different: number
  /** Responses that are in no cell yet: they wait for their day to close, and for five together. */
  readonly waiting: number
}

const released = sql`from ledger as l
  join response as r on r.unit_id = l.unit_id and r.id = l.response_id
  join answer as a on a.unit_id = l.unit_id and a.response_id = l.response_id
  where not exists (select 1 from waiting as w where w.unit_id = l.unit_id and w.position = l.position)`

const recomputed: readonly { readonly table: string; readonly rows: RawBuilder<unknown> }[] = [
  {
    table: 'tally_day',
    rows: sql`select r.unit_id, r.local_date, r.area_id, r.procedure_id, r.stage, r.channel, r.counter_id,
      r.questionnaire_id, a.criterion, ${levelCounts} ${released} group by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
  },
  {
    table: 'tally_half_month',
    rows: sql`select r.unit_id, ${halfMonthOfResponse}, r.area_id, r.stage, r.channel, r.questionnaire_id, a.criterion,
      ${levelCounts} ${released} group by 1, 2, 3, 4, 5, 6, 7`,
  },
]

/** Recomputes all tallies from the released responses and compares; nothing is written. */
export async function compareTallies({ statement }: Snapshot): Promise<RebuildComparison> {
  const count = async (query: RawBuilder<unknown>): Promise<number> => {
    const counted = statement<void, { cells: number }>(
      () => sql`select ${countRows()} as cells from (${query}) as counted`,
    )
    return (await counted.first())?.cells ?? 0
  }
  let cells = 0
  let different = 0
  for (const { table, rows } of recomputed) {
    const stored = sql`select * from ${sql.table(table)}`
    cells += await count(rows)
    different += await count(sql`select * from (${rows}) as made except ${stored}`)
    different += await count(sql`${stored} except select * from (${rows}) as made`)
  }
  const waiting = await count(sql`select 1 from waiting`)
  return { equal: different === 0, cells, different, waiting }
}

/** Writes the tallies anew from the released responses, all or nothing; for when so many were found different. */
export async function rewriteTallies(database: Database, different: number, by: Attribution): Promise<void> {
  await database.transaction(async (trx) => {
    await audit(trx, by, { action: 'tally.mend', subject: '', unitId: null, detail: { different } })
    for (const { table, rows } of recomputed) {
      await sql`delete from ${sql.table(table)}`.execute(trx)
      await sql`insert into ${sql.table(table)} ${rows}`.execute(trx)
    }
  })
}
