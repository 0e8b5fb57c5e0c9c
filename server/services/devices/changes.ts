import type { Device } from '#contract/devices'
import { definedOnly } from '#core/text/defined-only'
import type { DeviceChangesStore } from '../../store/devices/device-changes.ts'
import type { Attribution } from '#core/ledger/actor'
import type { Refusal } from '../refusal.ts'
import { refuse, refuseField } from '../refusal.ts'
import type { DeviceMoment, DeviceStatusStores } from './device-status.ts'
import { statusOf } from './device-status.ts'

export interface DeviceChangeStores extends DeviceStatusStores {
  readonly deviceChanges: DeviceChangesStore
}

export async function unitOfDevice({ devices }: DeviceStatusStores, id: number): Promise<number | Refusal> {
  return (await devices.unitOf(id)) ?? refuse('not_found')
}

/** What a device becomes; undefined leaves it as it is. */
export interface DeviceEdit {
  readonly id: number
  readonly name: string | undefined
  /** Where it stands afterwards; without a counter it stays where it is. */
  readonly unitId: number
  readonly counter: string | undefined
}

/** @returns null once it is changed; refused with already_exists for its name, or device_retired */
export async function changeDevice(
  { deviceChanges }: DeviceChangeStores,
  { id, name, unitId, counter }: DeviceEdit,
  by: Attribution,
): Promise<Refusal | null> {
  const place = counter === undefined ? undefined : { unitId, counter }
  const refusal = await deviceChanges.change(id, definedOnly({ name, place }), by)
  if (refusal === null) return null
  return refusal === 'name_taken' ? refuseField('already_exists', 'name', 'already_exists') : refuse('device_retired')
}

/** A device as it stands now in this unit. @returns refused with device_retired where it is not there any more */
export async function readDevice(
  { devices, openingHours }: DeviceStatusStores,
  { id, unitId }: { readonly id: number; readonly unitId: number },
  moment: DeviceMoment,
): Promise<Device | Refusal> {
  const device = await devices.byId(id)
  return device ? statusOf(device, await openingHours.of(unitId), moment) : refuse('device_retired')
}

/** A code for the kiosk that takes the place of this one. @returns refused with device_retired */
export async function createReplacementCode(
  { deviceChanges }: DeviceChangeStores,
  { id, now }: { readonly id: number; readonly now: number },
  by: Attribution,
): Promise<string | Refusal> {
  return (await deviceChanges.replacementCode(id, now, by)) ?? refuse('device_retired')
}
