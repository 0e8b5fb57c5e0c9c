import { z } from 'zod'
import { Code, CounterName, StageCode } from './codes.ts'

export const PairRequest = z.strictObject({ code: z.string().min(1).max(20) })
export type PairRequest = z.infer<typeof PairRequest>
export const PairReply = z.object({ token: z.string(), device: z.object({ id: z.string(), name: z.string() }) })
export type PairReply = z.infer<typeof PairReply>

/** What a kiosk says of itself every few minutes; nothing in it is about a citizen. */
export const Heartbeat = z.strictObject({
  waiting: z.int().min(0),
  lastSeq: z.int().min(0),
  appVersion: z.string().max(40),
  clockOffsetMs: z.int(),
  storage: z.enum(['durable', 'best-effort', 'unavailable']),
  battery: z.number().min(0).max(1).nullish(),
  lastError: z.string().max(200).nullish(),
})
export type Heartbeat = z.infer<typeof Heartbeat>
export const HeartbeatReply = z.object({ receivedTo: z.int(), serverTime: z.iso.datetime({ offset: true }) })
export type HeartbeatReply = z.infer<typeof HeartbeatReply>

/**
 * A new pairing code for a counter, which is created when it does not exist. An empty list of areas means all of them;
 * stage and areas left out stay as they are.
 */
export const PairingCodeRequest = z.strictObject({
  unit: Code,
  counter: CounterName,
  areas: z.array(Code).max(40).optional(),
  stage: StageCode.nullish(),
})
export type PairingCodeRequest = z.infer<typeof PairingCodeRequest>
export const PairingCodeReply = z.object({
  code: z.string(),
  link: z.string(),
  expiresAt: z.iso.datetime({ offset: true }),
})
export type PairingCodeReply = z.infer<typeof PairingCodeReply>

export const Device = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  counter: z.string(),
  stage: StageCode.nullable(),
  areas: z.array(z.string()),
  pairedAt: z.string(),
  lastSeenAt: z.string().nullable(),
  waiting: z.int().nullable().describe('records the kiosk still held at its last heartbeat'),
  clockOffsetMs: z.int().nullable(),
  lastError: z.string().nullable(),
  flagged: z.boolean().describe('one sequence number came under two ids: two kiosks may share one identity'),
  revoked: z.boolean(),
})
export type Device = z.infer<typeof Device>
export const DeviceList = z.object({ devices: z.array(Device) })
export type DeviceList = z.infer<typeof DeviceList>
