import type { Device, DeviceChange, PairingCodeReply, PairingCodeRequest } from '#contract/devices'
import type { Counter } from '#contract/counters'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

export const readDevices = (client: Client, unit: string) =>
  client.get<{ readonly devices: readonly Device[] }>(withQuery('/api/devices', { unit }))

/** Those of a unit and of all below it. */
export const readDevicesUnder = (client: Client, unit: string) =>
  client.get<{ readonly devices: readonly Device[] }>(withQuery('/api/devices', { unit, within: 'true' }))

/** A code of eight characters that pairs one kiosk within ten minutes. */
export const makePairingCode = (client: Client, request: PairingCodeRequest) =>
  client.send<PairingCodeReply>('POST', '/api/pairing-codes', request)

/** Renames a kiosk, moves it to another counter, or both. */
export const changeDevice = (client: Client, id: string, change: DeviceChange) =>
  client.send<Device>('PATCH', `/api/devices/${encodeURIComponent(id)}`, change)

/** A code that pairs a kiosk in the place of this one. */
export const makeReplacementCode = (client: Client, id: string) =>
  client.send<PairingCodeReply>('POST', `/api/devices/${encodeURIComponent(id)}/replacement`)

export const readCounters = (client: Client, unit: string) =>
  client.get<{ readonly counters: readonly Counter[] }>(withQuery('/api/counters', { unit }))

export const revokeDevice = (client: Client, id: string) =>
  client.send<unknown>('DELETE', `/api/devices/${encodeURIComponent(id)}`)
