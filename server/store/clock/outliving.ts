import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { civilDate } from '#core/time/civil-time'
import { CLOCK_SLACK_MS } from '#core/time/clock-doubt'
import { addDays } from '#core/time/period'
import { CODE_LIFETIME_MS } from '../devices/pairing.ts'
import type { Tables } from '../engine/tables.ts'
import { RESET_LIFETIME_MS } from '../people/password-resets.ts'

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
