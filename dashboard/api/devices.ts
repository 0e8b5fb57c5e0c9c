import type { Device, PairingCodeReply, PairingCodeRequest } from '#contract/devices'
import { withQuery } from './client.ts'
import type { Client } from './client.ts'

export const readDevices = (client: Client, unit: string) =>
  client.get<{ readonly devices: readonly Device[] }>(withQuery('/api/devices', { unit }))

/** A code of eight characters that pairs one kiosk within ten minutes. */
export const makePairingCode = (client: Client, request: PairingCodeRequest) =>
  client.send<PairingCodeReply>('POST', '/api/pairing-codes', request)

export const revokeDevice = (client: Client, id: string) =>
  client.send<unknown>('DELETE', `/api/devices/${encodeURIComponent(id)}`)
