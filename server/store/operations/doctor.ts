import type { Kysely } from 'kysely'
import type { StoredDevice } from '../devices/device-list.ts'
import { devicesOf } from '../devices/device-list.ts'
import type { Tables } from '../engine/tables.ts'
import { allUnits } from '../office/units.ts'

/** The latest civil day of any record, null for none, and when each kiosk in use was last heard of. */
export interface LatestSigns {
  readonly lastDay: string | null
  readonly devices: readonly Pick<StoredDevice, 'name' | 'lastSeenAt' | 'mayBeLost' | 'quickRepeats'>[]
}

/** What a look at the whole installation asks the database. */
export async function latestSigns(db: Kysely<Tables>): Promise<LatestSigns> {
  const received = await db
    .selectFrom('received_day')
    .select((expression) => expression.fn.max('day').as('day'))
    .executeTakeFirst()
  const unitIds = (await allUnits(db)).map(({ id }) => id)
  const devices = (await devicesOf(db, { unitIds })).filter(({ revoked, replaced }) => !revoked && !replaced)
  return { lastDay: received?.day ?? null, devices: devices.reverse() }
}
