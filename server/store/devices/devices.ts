import { definedOnly } from '#core/text/defined-only'
import { countRows } from '../engine/portable.ts'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Heartbeat, HeldCheckpoint } from '#contract/devices'
import type { Stage } from '#core/questions/questionnaire'
import { audit } from '../ledger/audit.ts'
import { areasOfCounter } from '../office/counters.ts'
import type { Database } from '../engine/database.ts'
import { unitByCode } from '../office/units.ts'
import { devicesOf, stageOf } from './device-list.ts'
import { devicesAhead } from './devices-ahead.ts'
import { sha256 } from '../ledger/keys.ts'
import { assignmentCode } from '../ledger/records.ts'
import type { TokenCache } from './token-cache.ts'
import type { Tables } from '../engine/tables.ts'

/** A kiosk that has shown its token. */
export interface KnownDevice {
  readonly id: number
  readonly unitId: number
  /** Another kiosk took its place: it may send what it holds and nothing else. */
  readonly replaced: boolean
}

interface DeviceTokenRow {
  readonly id: number
  readonly unitId: number
  readonly replacedAt: string | null
}

/** Finds a device by its token. @returns null for an unknown or revoked token */
export function createDeviceLookup({ readStatement }: Database): (token: string) => Promise<KnownDevice | null> {
  const byToken = readStatement<{ readonly hash: Buffer }, DeviceTokenRow>(
    (p) => sql`select id, unit_id as "unitId", replaced_at as "replacedAt" from device
      where token_hash = ${p('hash')} and revoked = 0`,
  )
  return async (token) => {
    const row = await byToken.first({ hash: sha256(token) })
    return row ? { id: row.id, unitId: row.unitId, replaced: row.replacedAt !== null } : null
  }
}

/** The assignment a device works under now, with the names a kiosk shows. */
export interface CurrentAssignment {
  readonly id: number
  readonly counterId: number
  readonly counter: string
  readonly stage: Stage | null
}

/** @throws when a device has no assignment: pairing always makes one */
export async function currentAssignment(db: Kysely<Tables>, deviceId: number): Promise<CurrentAssignment> {
  const row = await db
    .selectFrom('assignment')
    .innerJoin('counter', 'counter.id', 'assignment.counter_id')
    .select(['assignment.id', 'assignment.counter_id', 'counter.name', 'assignment.stage'])
    .where('assignment.device_id', '=', deviceId)
    .orderBy('assignment.id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return { id: row.id, counterId: row.counter_id, counter: row.name, stage: stageOf(row.stage) }
}

/** What a kiosk is told when it says how it is. */
export interface HeartbeatAnswer {
  readonly receivedTo: number
  /** The one in force, as the kiosk names it; null: another kiosk took its place. */
  readonly assignment: string | null
}

/** Remembers what a kiosk says of itself; one that was replaced and holds nothing more is let go. */
export async function recordHeartbeat(
  database: Database,
  deviceId: number,
  beat: Heartbeat & { readonly at: string },
): Promise<HeartbeatAnswer> {
  return database.transaction(async (trx) => {
    const before = await trx
      .selectFrom('device')
      .select(['received_to', 'replaced_at', 'last_seen_at', 'unit_id'])
      .where('id', '=', deviceId)
      .executeTakeFirstOrThrow()
    const isDone = hasNothingLeft(before, beat)
    await trx
      .updateTable('device')
      .set({
        last_seen_at: beat.at,
        waiting: beat.waiting,
        last_seq: beat.lastSeq,
        clock_offset_ms: beat.clockOffsetMs,
        app_version: beat.appVersion,
        storage: beat.storage,
        battery: beat.battery ?? null,
        last_error: beat.lastError ?? null,
        ...definedOnly({ revoked: isDone ? 1 : undefined }),
        ...(await checkpointColumns(trx, before.unit_id, beat.checkpoint)),
      })
      .where('id', '=', deviceId)
      .execute()
    if (isDone) await auditLetGo(trx, { deviceId, unitId: before.unit_id, at: beat.at })
    const inForce = before.replaced_at === null ? await currentAssignment(trx, deviceId) : null
    return { receivedTo: before.received_to, assignment: inForce && assignmentCode(inForce.id) }
  })
}

interface CheckpointColumns {
  readonly checkpoint_unit_id?: number
  readonly checkpoint_size?: number
  readonly checkpoint_hash?: string
}

/** @returns no columns where the kiosk says nothing of a checkpoint, or names a unit that is not known by that code now */
async function checkpointColumns(
  trx: Kysely<Tables>,
  unitId: number,
  held: HeldCheckpoint | undefined,
): Promise<CheckpointColumns> {
  if (held === undefined) return {}
  const { unit, size, hash } = held
  const named = unit === undefined ? { id: unitId } : await unitByCode(trx, unit)
  return named ? { checkpoint_unit_id: named.id, checkpoint_size: size, checkpoint_hash: hash } : {}
}

interface HeartbeatRow {
  readonly received_to: number
  readonly replaced_at: string | null
  readonly last_seen_at: string | null
}

/** Only once an earlier heartbeat has told it that it was replaced: until then a citizen may stand before it. */
function hasNothingLeft({ received_to, replaced_at, last_seen_at }: HeartbeatRow, beat: Heartbeat): boolean {
  if (replaced_at === null || last_seen_at === null || last_seen_at < replaced_at) return false
  // What it set aside may still be mended and sent: `set_aside_12` is what it says of it.
  return beat.waiting === 0 && beat.lastSeq <= received_to && !beat.lastError?.startsWith('set_aside_')
}

const auditLetGo = (
  trx: Kysely<Tables>,
  { deviceId, unitId, at }: { readonly deviceId: number; readonly unitId: number; readonly at: string },
): Promise<void> =>
  audit(
    trx,
    { actor: { kind: 'device', id: deviceId, unitId }, at },
    { action: 'device.let_go', subject: String(deviceId), unitId },
  )

/** Names of the devices that take ratings in a unit, but for the one of id `except`. */
export async function deviceNames(trx: Kysely<Tables>, unitId: number, except = 0): Promise<string[]> {
  const rows = await trx
    .selectFrom('device')
    .select('name')
    .where('unit_id', '=', unitId)
    .where('revoked', '=', 0)
    .where('replaced_at', 'is', null)
    .where('id', '!=', except)
    .execute()
  return rows.map(({ name }) => name)
}

/** A device that takes ratings. */
export interface DeviceInUse {
  readonly id: number
  readonly unit_id: number
  readonly name: string
}

/** @returns null for a device that was revoked or replaced */
export async function deviceInUse(trx: Kysely<Tables>, id: number): Promise<DeviceInUse | null> {
  const row = await trx
    .selectFrom('device')
    .select(['id', 'unit_id', 'name'])
    .where('id', '=', id)
    .where('revoked', '=', 0)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** @returns the unit of a device, null when there is no such device */
export async function unitOfDevice(db: Kysely<Tables>, id: number): Promise<number | null> {
  return (await db.selectFrom('device').select('unit_id').where('id', '=', id).executeTakeFirst())?.unit_id ?? null
}

/**
 * Which of these devices a kiosk of the unit may have been, so that it may read the copies it kept as such.
 *
 * Not one that is revoked: it may be in other hands, and all it ever sent lies in the database that knows it as revoked.
 * One that is not known was lost by a restore, or never was.
 */
export async function earlierSelves(
  db: Kysely<Tables>,
  ids: readonly number[],
  { unitId, wasRestored }: { readonly unitId: number; readonly wasRestored: boolean },
): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('device').select(['id', 'unit_id', 'revoked']).where('id', 'in', ids).execute()
  const known = new Map(rows.map((row) => [row.id, row]))
  return ids.filter((id) => {
    const row = known.get(id)
    return row ? row.revoked === 0 && row.unit_id === unitId : wasRestored
  })
}

/** How many devices were ever paired. */
export async function countDevices(db: Kysely<Tables>): Promise<number> {
  const row = await db.selectFrom('device').select(countRows().as('devices')).executeTakeFirstOrThrow()
  return row.devices
}

export type Devices = ReturnType<typeof createDevices>

export function createDevices(database: Database, tokens: TokenCache) {
  const { reads } = database
  return {
    byToken: createDeviceLookup(database),
    sender: tokens.deviceIdOf,
    assignment: (deviceId: number) => currentAssignment(reads, deviceId),
    heartbeat: async (deviceId: number, beat: Heartbeat & { readonly at: string }) => {
      const reply = await recordHeartbeat(database, deviceId, beat)
      if (reply.assignment === null) tokens.forget(deviceId)
      return reply
    },
    of: (unitIds: readonly number[]) => devicesOf(reads, { unitIds }),
    byId: async (id: number) => (await devicesOf(reads, { id }))[0] ?? null,
    unitOf: (id: number) => unitOfDevice(reads, id),
    earlierSelves: (ids: readonly number[], of: { readonly unitId: number; readonly wasRestored: boolean }) =>
      earlierSelves(reads, ids, of),
    /** Kiosks that have seen more than the ledgers hold. */
    ahead: () => devicesAhead(reads),
    areasOfCounter: (counterId: number) => areasOfCounter(reads, counterId),
  }
}
