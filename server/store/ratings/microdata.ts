import type SqliteFile from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { AuditEntry } from '../ledger/audit.ts'
import { writeAudit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { kyselyOver, openReadOnly } from '../engine/database.ts'
import { SMALLEST_RELEASE } from './release.ts'
import type { Tables } from '../engine/tables.ts'

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
export type MicrodataRow = readonly (string | number | null)[]

/** Released responses without anything that leads to a person: what may leave the office. */
export interface Microdata {
  /** Criteria with answers in the selection, by code. */
  readonly criteria: readonly string[]
  /** In the order of what is in them, so that the order tells nothing. */
  rows(): IterableIterator<MicrodataRow>
}

/**
 * Opens a selection on a connection of its own, as the database stands at this moment; for a worker or a command, since
 * it is read to the end by the thread that asks. Never an id, a sequence number, a counter, a day or a comment.
 */
export function openMicrodata(
  file: string,
  selection: MicrodataSelection,
): { readonly microdata: Microdata; close(): void } {
  const connection = openReadOnly(file)
  connection.exec('begin')
  const db = kyselyOver(connection)
  const criteria = criteriaOf(connection, db, selection)
  return {
    microdata: { criteria, rows: () => rowsOf(connection, db, { ...selection, criteria }) },
    close: () => connection.close(),
  }
}

function criteriaOf(
  connection: SqliteFile.Database,
  db: Kysely<Tables>,
  { unitIds, from, to }: MicrodataSelection,
): string[] {
  const query = sql`select distinct criterion from tally_day
    where unit_id in (${sql.join(unitIds)}) and day between ${from} and ${to}
    order by criterion`.compile(db)
  return connection
    .prepare<unknown[], { criterion: string }>(query.sql)
    .all(...query.parameters)
    .map((row) => row.criterion)
}

const month = sql`substr(r.local_date, 1, 7)`

function rowsOf(
  connection: SqliteFile.Database,
  db: Kysely<Tables>,
  { unitIds, from, to, criteria }: MicrodataSelection & { readonly criteria: readonly string[] },
): IterableIterator<MicrodataRow> {
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
    ...[sql`unit.code`, month, sql`area.code`, sql`procedure.code`, sql`nullif(r.stage, '')`, sql`r.channel`],
    ...[sql`q.code || '@' || q.version`, sql`nullif(r.language, '')`, sql`r.assisted`, ...levels, sql`r.reasons`],
  ]
  const query = sql`
    with frequent as (
      select r.unit_id, ${month} as month, r.procedure_id
      from response as r
      where ${released} and r.procedure_id <> 0
      group by 1, 2, 3
      having count(*) >= ${SMALLEST_RELEASE}
    )
    select ${sql.join(columns)}
    from response as r
    join unit on unit.id = r.unit_id
    join questionnaire as q on q.id = r.questionnaire_id
    left join area on area.id = r.area_id
    left join frequent as f
      on f.unit_id = r.unit_id and f.month = ${month} and f.procedure_id = r.procedure_id
    left join procedure on procedure.id = f.procedure_id
    where ${released}
    order by ${sql.join(columns.map((_, index) => sql.lit(index + 1)))}`.compile(db)
  return connection
    .prepare<unknown[], MicrodataRow>(query.sql)
    .raw(true)
    .iterate(...query.parameters)
}

/** What routes and commands ask and tell before an export begins. */
export type Exports = ReturnType<typeof createExports>

/** Binds them to an open store. */
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
    audit: (entry: AuditEntry): Promise<void> => transaction((trx) => writeAudit(trx, entry)),
  }
}
