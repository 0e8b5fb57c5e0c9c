import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Device } from '#contract/devices'
import type { SequenceRange } from '#core/operations/device-state'
import type { DeviceDay } from '#core/operations/device-rate'
import { missingRanges, possibleLoss } from '#core/operations/device-state'
import type { Stage } from '#core/questions/questionnaire'
import { stages } from '#core/questions/questionnaire'
import type { Tables } from '../engine/tables.ts'
import { implausibleDays } from './device-days.ts'
import { pairingsSinceLastSeen } from './lost-contact.ts'

/** A device as it is stored: what depends on the time and on the version that is served is added by who shows it. */
export type StoredDevice = Omit<Device, 'silent' | 'behind'>

/** Most ranges of missing numbers that are listed. */
const MOST_RANGES = 20

/** Devices of these units, or the one of that id, newest pairing first; revoked ones stay in the list. */
export async function devicesOf(
  db: Kysely<Tables>,
  which: { readonly unitIds: readonly number[] } | { readonly id: number },
): Promise<StoredDevice[]> {
  const rows = await placedDevices(db)
    .where((is) => ('id' in which ? is('device.id', '=', which.id) : is('device.unit_id', 'in', which.unitIds)))
    .orderBy('device.id', 'desc')
    .execute()
  const areas = await db
    .selectFrom('counter_area')
    .innerJoin('area', 'area.id', 'counter_area.area_id')
    .select(['counter_area.counter_id', 'area.code'])
    .orderBy('area.position')
    .execute()
  const ids = rows.map(({ id }) => id)
  const absent = await absentNumbers(db, ids)
  const tooQuick = await implausibleDays(db, ids)
  const pairedSince = await pairingsSinceLastSeen(db, ids)
  return rows.map((row) => ({
    id: String(row.id),
    name: row.name,
    unit: row.unit,
    counter: row.counter,
    stage: stageOf(row.stage),
    areas: areas.filter((area) => area.counter_id === row.counter_id).map((area) => area.code),
    pairedAt: row.paired_at,
    lastSeenAt: row.last_seen_at,
    waiting: row.waiting,
    missing: [...missingRanges(absent.get(row.id) ?? [], row.waiting ?? 0)].slice(0, MOST_RANGES),
    mayBeLost: possibleLoss({
      absent: absent.get(row.id) ?? [],
      heardAt: row.last_seen_at,
      pairedAgainAt: pairedSince.get(row.id) ?? null,
    }),
    quickRepeats: quickRepeatsOn(tooQuick.get(row.id)),
    checkpoint: heldCheckpoint(row),
    clockOffsetMs: row.clock_offset_ms,
    storage: storageOf(row.storage),
    appVersion: row.app_version,
    lastError: row.last_error,
    flagged: row.flagged === 1,
    replaced: row.replaced_at !== null,
    revoked: row.revoked === 1,
  }))
}

/** Devices with the place they work at now. */
const placedDevices = (db: Kysely<Tables>) =>
  db
    .selectFrom('device')
    .innerJoin('unit', 'unit.id', 'device.unit_id')
    .innerJoin('assignment', 'assignment.device_id', 'device.id')
    .innerJoin('counter', 'counter.id', 'assignment.counter_id')
    .leftJoin('unit as checkpoint_of', 'checkpoint_of.id', 'device.checkpoint_unit_id')
    .selectAll('device')
    .select('checkpoint_of.code as checkpoint_unit')
    .select(['unit.code as unit', 'counter.name as counter', 'counter.id as counter_id', 'assignment.stage'])
    .where('assignment.id', '=', (newest) =>
      newest
        .selectFrom('assignment as other')
        .select((expression) => expression.fn.max('other.id').as('id'))
        .whereRef('other.device_id', '=', 'device.id'),
    )

/** Per device, the numbers up to the last one given out that have not arrived, in order. */
async function absentNumbers(db: Kysely<Tables>, ids: readonly number[]): Promise<Map<number, SequenceRange[]>> {
  if (ids.length === 0) return new Map()
  // One row past the last number stands for the end, so that what is absent there is a gap like any other.
  const { rows } = await sql<{ id: number; first: number; last: number }>`
    select id, before + 1 as first, seq - 1 as last
    from (
      select id, seq, lag(seq, 1, received_to) over (partition by id order by seq) as before
      from (
        select device.id, device.received_to, device_sequence.seq
        from device join device_sequence on device_sequence.device_id = device.id
        where device.id in (${sql.join(ids)}) and device_sequence.seq > device.received_to
        union all
        select id, received_to, last_seq + 1
        from device
        where id in (${sql.join(ids)}) and last_seq > received_to and last_seq >= coalesce(
          (select max(seq) from device_sequence where device_id = device.id), 0)
      ) as arrived
    ) as steps
    where seq > before + 1
    order by id, first`.execute(db)
  const absent = new Map<number, SequenceRange[]>()
  for (const { id, first, last } of rows) absent.set(id, [...(absent.get(id) ?? []), { from: first, to: last }])
  return absent
}

const quickRepeatsOn = (day: DeviceDay | undefined): Device['quickRepeats'] =>
  day === undefined ? null : { day: day.day, count: day.quick, of: day.ratings }

interface HeldCheckpointRow {
  readonly checkpoint_unit: string | null
  readonly checkpoint_size: number | null
  readonly checkpoint_hash: string | null
}

function heldCheckpoint(row: HeldCheckpointRow): Device['checkpoint'] {
  const { checkpoint_unit: unit, checkpoint_size: size, checkpoint_hash: hash } = row
  return unit === null || size === null || hash === null ? null : { unit, size, hash }
}

const storageOf = (text: string | null): Device['storage'] =>
  text === 'durable' || text === 'best-effort' || text === 'unavailable' ? text : null

/** The stage as it is stored; null: all of them alike. */
export const stageOf = (text: string | null): Stage | null => stages.find((stage) => stage === text) ?? null
