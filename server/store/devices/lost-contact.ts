import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '../engine/tables.ts'

/**
 * When a kiosk was paired at the counter of one that had not been heard of since, by the id of the silent one: the first
 * such pairing, ISO. Two kiosks may share a counter, so the other one may yet be heard of, and is then left out.
 */
export async function pairingsSinceLastSeen(db: Kysely<Tables>, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; pairedAt: string }>`
    select device.id, min(later.paired_at) as "pairedAt"
    from device
    join assignment on assignment.device_id = device.id
    join assignment as taken on taken.counter_id = assignment.counter_id
    join device as later on later.id = taken.device_id
    where device.id in (${sql.join(ids)})
      and device.revoked = 0
      and device.replaced_at is null
      and later.id > device.id
      and later.paired_at > coalesce(device.last_seen_at, device.paired_at)
    group by device.id`.execute(db)
  return new Map(rows.map(({ id, pairedAt }) => [id, pairedAt]))
}
