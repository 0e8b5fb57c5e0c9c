import type { Device } from '#contract/devices'
import { isSilent } from '#core/device-state'
import type { OpeningHours } from '#core/opening-hours'
import type { StoredDevice } from '../store/device-list.ts'

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
