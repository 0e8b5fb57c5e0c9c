import { createAttempts } from '../../services/people/attempts.ts'
import type { Routes } from '../framework/routes.ts'
import type { DeviceChangeParts } from './device-changes.ts'
import { deviceChangeRoutes } from './device-changes.ts'
import type { DeviceListParts } from './devices.ts'
import { deviceListRoutes } from './devices.ts'
import type { KioskSetupStores } from '../../services/devices/kiosk-setup.ts'
import { kioskSetupRoutes } from './kiosk-setup.ts'

export type DeviceParts = Omit<DeviceListParts, 'attempts' | 'attemptsOfAddress'> & DeviceChangeParts & KioskSetupStores

const TEN_MINUTES = 10 * 60_000

/** Kiosks: pairing, the list, changes, and what each of them needs to know. */
export const deviceRoutes =
  (parts: DeviceParts): Routes =>
  (app) => {
    const attempts = createAttempts({ most: 5, windowMs: TEN_MINUTES })
    const attemptsOfAddress = createAttempts({ most: 200, windowMs: TEN_MINUTES })
    deviceListRoutes({ ...parts, attempts, attemptsOfAddress })(app)
    deviceChangeRoutes(parts)(app)
    kioskSetupRoutes(parts)(app)
  }
