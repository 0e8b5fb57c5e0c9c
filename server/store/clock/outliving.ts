import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { civilDate } from '#core/time/civil-time'
import { CLOCK_SLACK_MS } from '#core/time/clock-doubt'
import type { OutlivingThings } from '#core/time/clock-words'
import { addDays } from '#core/time/period'
import { CODE_LIFETIME_MS } from '../devices/pairing.ts'
import { countRows } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'
import { RESET_LIFETIME_MS } from '../people/password-resets.ts'

/** What `endOutliving` would end for good; nothing is written. @param now in milliseconds since the epoch */
export async function countOutliving(reads: Kysely<Tables>, now: number): Promise<OutlivingThings> {
  const latest = now + CLOCK_SLACK_MS
  const { rows } = await sql<OutlivingThings>`select
    (select ${countRows()} from reading_link where created_at > ${latest} and revoked = 0) as links,
    (select ${countRows()} from api_token where created_at > ${latest} and revoked = 0) as tokens,
    (select ${countRows()} from session where created_at > ${latest}) as sessions`.execute(reads)
  return rows[0] ?? { links: 0, tokens: 0, sessions: 0 }
}

/**
 * Ends for good what a clock that ran ahead has made: it would live on for as long as the clock was wrong. Only once the
 * time is certain again. What waits for a day that is years away came today at the latest.
 *
 * @param now in milliseconds since the epoch
 */
export async function endOutliving(trx: Transaction<Tables>, now: number): Promise<void> {
  const latest = now + CLOCK_SLACK_MS
  await trx.deleteFrom('session').where('created_at', '>', latest).execute()
  await trx.updateTable('reading_link').set({ revoked: 1 }).where('created_at', '>', latest).execute()
  await trx.updateTable('api_token').set({ revoked: 1 }).where('created_at', '>', latest).execute()
  await trx
    .deleteFrom('password_reset')
    .where('expires_at', '>', latest + RESET_LIFETIME_MS)
    .execute()
  await trx
    .deleteFrom('pairing_code')
    .where('expires_at', '>', latest + CODE_LIFETIME_MS)
    .execute()
  const today = civilDate(now)
  await sql`update waiting set day = ${today} where day > ${addDays(today, 1)}`.execute(trx)
}
