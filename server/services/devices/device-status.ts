import type { Device } from '#contract/devices'
import { isToldOf } from '#core/operations/device-rate'
import { isSilent } from '#core/operations/device-state'
import { canBePast } from '#core/time/clock-doubt'
import type { OpeningHours } from '#core/time/opening-hours'
import type { StoredDevice } from '../../store/devices/device-list.ts'
import type { Devices } from '../../store/devices/devices.ts'
import type { OpeningHoursStore } from '../../store/office/opening-hours.ts'
import type { UnitRow } from '../../store/office/units.ts'

export interface DeviceStatusStores {
  readonly devices: Devices
  readonly openingHours: OpeningHoursStore
}

/** What decides how a device stands, besides what is stored of it. */
export interface DeviceMoment {
  readonly now: number
  /** The version of the kiosk's page that this server serves. */
  readonly version: string
}

/** The devices of these units as they stand now, each by the hours of its own unit. */
export async function deviceStatuses(
  { devices, openingHours }: DeviceStatusStores,
  units: readonly UnitRow[],
  moment: DeviceMoment,
): Promise<Device[]> {
  const stored = await devices.of(units.map(({ id }) => id))
  const equipped = new Set(stored.map(({ unit }) => unit))
  const byUnit = units
    .filter(({ code }) => equipped.has(code))
    .map(async ({ id, code }) => {
      const hours = await openingHours.of(id)
      return stored.filter(({ unit }) => unit === code).map((device) => statusOf(device, hours, moment))
    })
  const ahead = new Set((await devices.ahead()).map(({ id }) => String(id)))
  const statuses = (await Promise.all(byUnit)).flat()
  return statuses.map((device) => (ahead.has(device.id) ? { ...device, ahead: true as const } : device))
}

/** A stored device as it stands now. One that takes no more ratings is never missed. */
export function statusOf(device: StoredDevice, hours: OpeningHours, { now, version }: DeviceMoment): Device {
  const isOver = device.revoked || device.replaced
  const { quickRepeats } = device
  return {
    ...device,
    quickRepeats: quickRepeats !== null && isToldOf(quickRepeats.day, now) ? quickRepeats : null,
    silent: !isOver && isMissed(device, hours, now),
    behind: !isOver && device.appVersion !== null && device.appVersion !== version,
  }
}

/** What was heard at a moment that is still to come was written down by a wrong clock: then nothing is known. */
function isMissed({ lastSeenAt, pairedAt }: StoredDevice, hours: OpeningHours, now: number): boolean {
  const lastSign = [lastSeenAt ?? pairedAt, pairedAt].map((at) => Date.parse(at)).find((at) => canBePast(at, now))
  return lastSign === undefined || isSilent(hours, lastSign, now)
}
