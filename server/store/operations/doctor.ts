import type { Kysely } from 'kysely'
import type { Tables } from '../engine/tables.ts'

/** The latest civil day of any record, null for none, and when each kiosk in use was last heard of. */
export interface LatestSigns {
  readonly lastDay: string | null
  readonly devices: readonly { readonly name: string; readonly lastSeenAt: string | null }[]
}

/** What a look at the whole installation asks the database. */
export async function latestSigns(db: Kysely<Tables>): Promise<LatestSigns> {
  const received = await db
    .selectFrom('received_day')
    .select((expression) => expression.fn.max('day').as('day'))
    .executeTakeFirst()
  const devices = await db
    .selectFrom('device')
    .select(['name', 'last_seen_at as lastSeenAt'])
    .where('revoked', '=', 0)
    .where('replaced_at', 'is', null)
    .orderBy('id')
    .execute()
  return { lastDay: received?.day ?? null, devices }
}
