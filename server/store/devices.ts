import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Device, Heartbeat } from '#contract/devices'
import type { Stage } from '#core/questionnaire'
import { stages } from '#core/questionnaire'
import type { Actor } from './audit.ts'
import { writeAudit } from './audit.ts'
import { areasOfCounter } from './counters.ts'
import type { Database } from './database.ts'
import { sha256 } from './keys.ts'
import type { Tables } from './tables.ts'

/** A kiosk that has shown its token. */
export interface KnownDevice {
  readonly id: number
  readonly unitId: number
}

/** Finds a device by its token; prepared, for every tap asks. @returns null for an unknown or revoked token */
export function createDeviceLookup({ reads, prepareRead }: Database): (token: string) => Promise<KnownDevice | null> {
  const slot = null
  const byToken = prepareRead(
    sql<KnownDevice>`select id, unit_id as "unitId" from device
      where token_hash = ${slot} and revoked = 0`.compile(reads),
  )
  return async (token) => (await byToken.first(sha256(token))) ?? null
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

/** Remembers what a kiosk says of itself. @returns how far its records are accounted for */
export async function recordHeartbeat(
  database: Database,
  deviceId: number,
  beat: Heartbeat & { readonly at: string },
): Promise<number> {
  return database.transaction(async (trx) => {
    const row = await trx
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
      })
      .where('id', '=', deviceId)
      .returning('received_to')
      .executeTakeFirstOrThrow()
    return row.received_to
  })
}

/** Devices of these units, newest pairing first; revoked ones stay in the list. */
export async function devicesOf(db: Kysely<Tables>, unitIds: readonly number[]): Promise<Device[]> {
  const rows = await db
    .selectFrom('device')
    .innerJoin('unit', 'unit.id', 'device.unit_id')
    .innerJoin('assignment', 'assignment.device_id', 'device.id')
    .innerJoin('counter', 'counter.id', 'assignment.counter_id')
    .selectAll('device')
    .select(['unit.code as unit', 'counter.name as counter', 'counter.id as counter_id', 'assignment.stage'])
    .where('device.unit_id', 'in', unitIds)
    .where('assignment.id', '=', (newest) =>
      newest
        .selectFrom('assignment as other')
        .select((expression) => expression.fn.max('other.id').as('id'))
        .whereRef('other.device_id', '=', 'device.id'),
    )
    .orderBy('device.id', 'desc')
    .execute()
  const areas = await db
    .selectFrom('counter_area')
    .innerJoin('area', 'area.id', 'counter_area.area_id')
    .select(['counter_area.counter_id', 'area.code'])
    .orderBy('area.position')
    .execute()
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
    clockOffsetMs: row.clock_offset_ms,
    lastError: row.last_error,
    flagged: row.flagged === 1,
    revoked: row.revoked === 1,
  }))
}

/** Inside a transaction; from then on its token answers 401. */
export async function revokeDevice(trx: Kysely<Tables>, id: number): Promise<void> {
  await trx.updateTable('device').set({ revoked: 1 }).where('id', '=', id).execute()
}

/** @returns the unit of a device, null when there is no such device */
export async function unitOfDevice(db: Kysely<Tables>, id: number): Promise<number | null> {
  return (await db.selectFrom('device').select('unit_id').where('id', '=', id).executeTakeFirst())?.unit_id ?? null
}

/** How many devices were ever paired. */
export async function countDevices(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('device')
    .select((expression) => expression.fn.countAll<number>().as('devices'))
    .executeTakeFirstOrThrow()
  return Number(row.devices)
}

const stageOf = (text: string | null): Stage | null => stages.find((stage) => stage === text) ?? null

/** Devices as routes use them. */
export type Devices = ReturnType<typeof createDevices>

/** Binds the questions about devices to an open store. */
export function createDevices(database: Database) {
  const { reads, transaction } = database
  return {
    byToken: createDeviceLookup(database),
    assignment: (deviceId: number) => currentAssignment(reads, deviceId),
    heartbeat: (deviceId: number, beat: Heartbeat & { readonly at: string }) =>
      recordHeartbeat(database, deviceId, beat),
    of: (unitIds: readonly number[]) => devicesOf(reads, unitIds),
    unitOf: (id: number) => unitOfDevice(reads, id),
    areasOfCounter: (counterId: number) => areasOfCounter(reads, counterId),
    revoke: (id: number, by: Actor) =>
      transaction(async (trx) => {
        await revokeDevice(trx, id)
        await writeAudit(trx, { at: by.at, actor: by.name, action: 'device.revoke', subject: String(id) })
      }),
  }
}
