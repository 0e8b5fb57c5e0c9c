import type { Kysely } from 'kysely'
import { deviceNameAt, isNameAt } from '#core/operations/device-state'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import { ensureCounter } from '../office/counters.ts'
import type { Database } from '../engine/database.ts'
import { currentAssignment, deviceInUse, deviceNames } from './devices.ts'
import type { DeviceInUse } from './devices.ts'
import { createPairingCode } from './pairing.ts'
import { nextId } from '../engine/next-id.ts'
import type { TokenCache } from './token-cache.ts'
import type { Tables } from '../engine/tables.ts'

/** Why a device was not changed: it takes part no more, or another one in its unit bears that name. */
export type DeviceRefusal = 'retired' | 'name_taken'

/** What a device becomes; what is left out stays. */
export interface DeviceChanges {
  readonly name?: string
  readonly place?: { readonly unitId: number; readonly counter: string }
}

/** Renames and moves, all of it or nothing. What the kiosk still holds keeps the assignment it was taken under. */
async function changeDevice(
  trx: Kysely<Tables>,
  id: number,
  { changes, by }: { readonly changes: DeviceChanges; readonly by: Attribution },
): Promise<DeviceRefusal | null> {
  const device = await deviceInUse(trx, id)
  if (!device) return 'retired'
  const { place } = changes
  const before = await currentAssignment(trx, id)
  const unitId = place?.unitId ?? device.unit_id
  const taken = await deviceNames(trx, unitId, id)
  const follows = place !== undefined && isNameAt(before.counter, device.name)
  const name = changes.name ?? (follows ? deviceNameAt(place.counter, taken) : device.name)
  if (taken.includes(name)) return 'name_taken'
  if (place) await move(trx, device, { ...place, from: before.counter, by })
  if (name === device.name) return null
  await trx.updateTable('device').set({ name }).where('id', '=', id).execute()
  const detail = { from: device.name, to: name }
  await audit(trx, by, { action: 'device.rename', subject: String(id), unitId, detail })
  return null
}

interface Move {
  readonly unitId: number
  readonly counter: string
  readonly from: string
  readonly by: Attribution
}

async function move(trx: Kysely<Tables>, device: DeviceInUse, { unitId, counter, from, by }: Move): Promise<void> {
  if (unitId === device.unit_id && counter === from) return
  const counterId = await ensureCounter(trx, { unitId, name: counter })
  const { stage } = await trx
    .selectFrom('counter')
    .select('stage')
    .where('id', '=', counterId)
    .executeTakeFirstOrThrow()
  await trx.updateTable('device').set({ unit_id: unitId }).where('id', '=', device.id).execute()
  await trx
    .insertInto('assignment')
    .values({
      id: await nextId(trx, 'assignment'),
      device_id: device.id,
      unit_id: unitId,
      counter_id: counterId,
      stage,
    })
    .execute()
  const detail = { from, to: counter, fromUnit: device.unit_id, toUnit: unitId }
  await audit(trx, by, { action: 'device.move', subject: String(device.id), unitId, detail })
}

/** From now on its token answers 401. @returns whether it was not so before */
async function revokeDevice(trx: Kysely<Tables>, id: number, by: Attribution): Promise<boolean> {
  const changed = await trx
    .updateTable('device')
    .set({ revoked: 1 })
    .where('id', '=', id)
    .where('revoked', '=', 0)
    .returning('unit_id')
    .executeTakeFirst()
  if (!changed) return false
  await audit(trx, by, { action: 'device.revoke', subject: String(id), unitId: changed.unit_id })
  return true
}

/** A code that pairs a kiosk in the place of this one. @returns null for a device that takes part no more */
async function replacementCode(
  trx: Kysely<Tables>,
  id: number,
  { now, by }: { readonly now: number; readonly by: Attribution },
): Promise<string | null> {
  const device = await deviceInUse(trx, id)
  if (!device) return null
  const { counterId } = await currentAssignment(trx, id)
  await audit(trx, by, { action: 'device.replacement', subject: String(id), unitId: device.unit_id })
  return createPairingCode(trx, { unitId: device.unit_id, counterId, now, replaces: id })
}

export type DeviceChangesStore = ReturnType<typeof createDeviceChanges>

/** Each change is audited in its own transaction. */
export function createDeviceChanges({ transaction }: Database, tokens: TokenCache) {
  return {
    /** @returns why nothing was changed, or null */
    change: (id: number, changes: DeviceChanges, by: Attribution) =>
      transaction((trx) => changeDevice(trx, id, { changes, by })),
    revoke: async (id: number, by: Attribution) => {
      const revoked = await transaction((trx) => revokeDevice(trx, id, by))
      tokens.forget(id)
      return revoked
    },
    replacementCode: (id: number, now: number, by: Attribution) =>
      transaction((trx) => replacementCode(trx, id, { now, by })),
  }
}
