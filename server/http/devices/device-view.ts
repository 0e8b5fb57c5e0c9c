import type { Device } from '#contract/devices'
import { isSilent } from '#core/operations/device-state'
import type { OpeningHours } from '#core/time/opening-hours'
import type { StoredDevice } from '../../store/devices/device-list.ts'
import type { Devices } from '../../store/devices/devices.ts'
import type { OpeningHoursStore } from '../../store/office/opening-hours.ts'
import type { UnitRow } from '../../store/office/units.ts'

/** What decides how a device looks at this moment. */
export interface Moment {
  readonly hours: OpeningHours
  readonly nowMs: number
  /** The version of the kiosk's page that this server serves. */
  readonly version: string
}

/** A stored device as it stands now. One that takes no more ratings is never missed. */
export function shownDevice(device: StoredDevice, { hours, nowMs, version }: Moment): Device {
  const isOver = device.revoked || device.replaced
  return {
    ...device,
    silent: !isOver && isSilent(hours, Date.parse(device.lastSeenAt ?? device.pairedAt), nowMs),
    behind: !isOver && device.appVersion !== null && device.appVersion !== version,
  }
}

export interface ViewParts {
  readonly devices: Devices
  readonly openingHours: OpeningHoursStore
  readonly clock: () => number
  readonly version: string
}

/** The devices of these units as they stand now, each by the hours of its own unit. */
export async function devicesShown(parts: ViewParts, units: readonly UnitRow[]): Promise<Device[]> {
  const { openingHours, clock, version } = parts
  const devices = await parts.devices.of(units.map(({ id }) => id))
  const equipped = new Set(devices.map(({ unit }) => unit))
  const shown = units
    .filter(({ code }) => equipped.has(code))
    .map(async ({ id, code }) => {
      const now = { hours: await openingHours.of(id), nowMs: clock(), version }
      return devices.filter(({ unit }) => unit === code).map((device) => shownDevice(device, now))
    })
  return (await Promise.all(shown)).flat()
}
