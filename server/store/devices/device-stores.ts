import type { Database } from '../engine/database.ts'
import { createDeviceChanges } from './device-changes.ts'
import { createDevices } from './devices.ts'
import { createPairing } from './pairing.ts'
import { createTokenCache } from './token-cache.ts'

export function createDeviceStores(database: Database) {
  const tokens = createTokenCache(database)
  return {
    devices: createDevices(database, tokens),
    deviceChanges: createDeviceChanges(database, tokens),
    pairing: createPairing(database),
  }
}
