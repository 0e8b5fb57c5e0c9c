import type { Database } from '../engine/database.ts'
import { createDeviceLookup } from './devices.ts'

/**
 * Which device a token was made for; every tap asks, and it never changes, so it is looked up once. Whether the device
 * may still send is asked anew by the intake, in the transaction that stores: a token may be known here past its end.
 */
export interface TokenCache {
  /** @returns the id of the device, null for an unknown or revoked token */
  deviceIdOf(token: string): Promise<number | null>
  /** Its token is looked up again: it was revoked, or may have been. */
  forget(deviceId: number): void
}

/** Remembers tokens for as long as the store is open. */
export function createTokenCache(database: Database): TokenCache {
  const byToken = createDeviceLookup(database)
  const known = new Map<string, number>()
  return {
    deviceIdOf: async (token) => {
      const id = known.get(token) ?? (await byToken(token))?.id
      if (id === undefined) return null
      known.set(token, id)
      return id
    },
    forget: (deviceId) => {
      for (const [token, id] of known) if (id === deviceId) known.delete(token)
    },
  }
}
