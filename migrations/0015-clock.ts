import type { QueryExecutorProvider } from 'kysely'
import { sql } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

interface Newest {
  readonly entry: string | null
  readonly day: string | null
}

/**
 * How far time has come by what is stored, one row: `newest` in milliseconds since the epoch, whole minutes, `doubt` while
 * the host's time is not believed, and how often a person confirmed it. Ratings of an uncertain time are few and are
 * counted for staff, so they are found by themselves.
 */
export async function clock(db: QueryExecutorProvider, { integer, tableEnd }: Engine): Promise<void> {
  await run(db, [
    `create table clock_mark (
      id ${integer} primary key check (id = 1), newest ${integer}, doubt text, confirmations ${integer} not null
    )${tableEnd}`,
    `alter table api_token add column created_at ${integer}`,
    `create index response_uncertain on response (unit_id, local_date) where uncertain_time = 1`,
  ])
  const found =
    await sql<Newest>`select (select max(at) from audit) as entry, (select max(day) from received_day) as day
    `.execute(db)
  const { entry = null, day = null } = found.rows[0] ?? {}
  const moments = [entry, day && `${day}T00:00:00+07:00`].flatMap((text) => (text === null ? [] : [Date.parse(text)]))
  const newest = moments.length === 0 ? null : Math.floor(Math.max(...moments) / 60_000) * 60_000
  await sql`insert into clock_mark (id, newest, doubt, confirmations) values (1, ${newest}, null, 0)`.execute(db)
}
