import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { textOrder } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'

/** A kiosk that holds a checkpoint which the ledger here does not contain. */
export interface DeviceAhead {
  readonly unit: string
  readonly device: string
  /** How many records the ledger had when the checkpoint was given. */
  readonly size: number
}

/** With the id of the device, which the page of the operations is not told. */
export interface KnownDeviceAhead extends DeviceAhead {
  readonly id: number
}

interface HeldRow extends KnownDeviceAhead {
  readonly held: string
  /** The hash at that position now; null where the ledger is shorter. */
  readonly hash: Buffer | null
}

/**
 * Kiosks that have seen more, or something else, than this ledger holds: it was cut, replaced by an older file, or written
 * anew. A kiosk says so itself, so a stolen one can raise a false alarm, never hide a true one.
 */
export async function devicesAhead(db: Kysely<Tables>): Promise<KnownDeviceAhead[]> {
  const { rows } = await sql<HeldRow>`select d.id, u.code as unit, d.name as device, d.checkpoint_size as size,
      d.checkpoint_hash as held, l.hash
    from device as d
    join unit as u on u.id = d.checkpoint_unit_id
    left join ledger as l on l.unit_id = d.checkpoint_unit_id and l.position = d.checkpoint_size
    where d.revoked = 0 and d.checkpoint_size > 0
    order by ${textOrder('u.code')}, d.id`.execute(db)
  return rows
    .filter(({ hash, held }) => hash?.toString('hex') !== held)
    .map(({ id, unit, device, size }) => ({ id, unit, device, size }))
}
