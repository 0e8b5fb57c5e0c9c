import { sql } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import type { AuditedAction } from '../ledger/audit.ts'
import { audit } from '../ledger/audit.ts'
import type { Database, Rows, Snapshot } from '../engine/database.ts'
import { openSnapshot } from '../engine/database.ts'
import { SMALLEST_RELEASE } from './release.ts'
import { textOrder } from '../engine/portable.ts'

/** Responses of these units and whole months. */
export interface MicrodataSelection {
  readonly unitIds: readonly number[]
  /** Civil dates, both inclusive. */
  readonly from: string
  readonly to: string
}

/** The columns before those of the criteria; `reasons` follows these. */
export const microdataColumns = [
  'unit',
  'month',
  'area',
  'procedure',
  'stage',
  'channel',
  'questionnaire',
  'language',
  'assisted',
] as const

/** The columns above, a level per criterion (0: không có ý kiến, null: not answered), reasons. */
export type MicrodataRow = readonly MicrodataCell[]

type MicrodataCell = string | number | null

/** Released responses without anything that leads to a person: what may leave the office. */
export interface Microdata {
  /** Criteria with answers in the selection, by code. */
  readonly criteria: readonly string[]
  /** In the order of what is in them, so that the order tells nothing. */
  rows(): Rows<MicrodataRow>
}

/** A selection that is open until it is closed. */
export interface OpenMicrodata extends Microdata {
  close(): void | Promise<void>
}

/**
 * Opens a selection on a connection of its own, as the database stands at this moment; for a worker or a command, since
 * the thread that asks reads it to the end. Never an id, a sequence number, a counter, a day or a comment.
 */
export async function openMicrodata(file: string, selection: MicrodataSelection): Promise<OpenMicrodata> {
  const snapshot = openSnapshot(file)
  const criteria = await criteriaOf(snapshot, selection)
  return {
    criteria,
    rows: () => microdataRows(snapshot, { ...selection, criteria }),
    close: () => snapshot.close(),
  }
}

async function criteriaOf({ statement }: Snapshot, { unitIds, from, to }: MicrodataSelection): Promise<string[]> {
  const criteria = statement<void, { criterion: string }>(
    () => sql`select criterion from tally_day
      where unit_id in (${sql.join(unitIds)}) and day between ${from} and ${to}
      group by criterion
      order by ${textOrder('criterion')}`,
  )
  return (await criteria.all()).map((row) => row.criterion)
}

const month = sql<string>`substr(r.local_date, 1, 7)`

function microdataRows(
  { listStatement }: Snapshot,
  { unitIds, from, to, criteria }: MicrodataSelection & { readonly criteria: readonly string[] },
): Rows<MicrodataRow> {
  const released = sql`r.unit_id in (${sql.join(unitIds)}) and r.local_date between ${from} and ${to}
    and (r.unit_id, r.id) not in (
      select w.unit_id, l.response_id
      from waiting as w
      join ledger as l on l.unit_id = w.unit_id and l.position = w.position
    )`
  const levels = criteria.map(
    (criterion) => sql`(
      select coalesce(a.level, 0)
      from answer as a
      where a.unit_id = r.unit_id and a.response_id = r.id and a.criterion = ${criterion}
    )`,
  )
  const columns = [
    ...['unit.code', month, 'area.code', 'procedure.code', sql<string>`nullif(r.stage, '')`, 'r.channel'].map(
      textOrder,
    ),
    ...[sql<string>`q.code || '@' || q.version`, sql<string>`nullif(r.language, '')`].map(textOrder),
    ...[sql`r.assisted`, ...levels, textOrder('r.reasons')],
  ]
  const names = columns.map((_, index) => sql.ref(`column_${index + 1}`))
  const rows = listStatement<void, MicrodataCell>(
    () => sql`
    with frequent as (
      select r.unit_id, ${month} as month, r.procedure_id
      from response as r
      where ${released} and r.procedure_id <> 0
      group by 1, 2, 3
      having count(*) >= ${SMALLEST_RELEASE}
    )
    select ${sql.join(columns.map((column, index) => sql`${column} as ${names[index]}`))}
    from response as r
    join unit on unit.id = r.unit_id
    join questionnaire as q on q.id = r.questionnaire_id
    left join area on area.id = r.area_id
    left join frequent as f
      on f.unit_id = r.unit_id and f.month = ${month} and f.procedure_id = r.procedure_id
    left join procedure on procedure.id = f.procedure_id
    where ${released}
    order by ${sql.join(names)}`,
  )
  return rows.iterate()
}

/** What routes and commands ask and tell before an export begins. */
export type Exports = ReturnType<typeof createExports>

export function createExports({ file, reads, transaction }: Database) {
  return {
    databaseFile: file,
    /** The day of the first released response of these units; null when there is none. */
    firstDay: async (unitIds: readonly number[]): Promise<string | null> => {
      const first = await reads
        .selectFrom('tally_day')
        .select((e) => e.fn.min<string | null>('day').as('day'))
        .where('unit_id', 'in', unitIds)
        .executeTakeFirst()
      return first?.day ?? null
    },
    audit: (by: Attribution, entry: AuditedAction): Promise<void> => transaction((trx) => audit(trx, by, entry)),
  }
}
