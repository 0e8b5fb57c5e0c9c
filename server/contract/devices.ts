import { z } from 'zod'
import { Code, CounterName, Flag, Name, StageCode } from './codes.ts'

export const PairRequest = z.strictObject({ code: z.string().min(1).max(20) })
export type PairRequest = z.infer<typeof PairRequest>
export const PairReply = z.object({ token: z.string(), device: z.object({ id: z.string(), name: z.string() }) })
export type PairReply = z.infer<typeof PairReply>

/** The newest checkpoint a kiosk was given for a unit: proof, held elsewhere, of how much the server once had. */
export const HeldCheckpoint = z.strictObject({
  unit: Code.optional().describe('whose ledger it is about; left out: the unit the kiosk works in'),
  size: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type HeldCheckpoint = z.infer<typeof HeldCheckpoint>

/** What a kiosk says of itself every few minutes; nothing in it is about a citizen. */
export const Heartbeat = z.strictObject({
  waiting: z.int().min(0),
  lastSeq: z.int().min(0),
  appVersion: z.string().max(40),
  clockOffsetMs: z.int(),
  storage: z.enum(['durable', 'best-effort', 'unavailable']),
  battery: z.number().min(0).max(1).nullish(),
  lastError: z.string().max(200).nullish(),
  checkpoint: HeldCheckpoint.optional(),
})
export type Heartbeat = z.infer<typeof Heartbeat>
export const HeartbeatReply = z.object({
  receivedTo: z.int(),
  serverTime: z.iso.datetime({ offset: true }),
  timeUncertain: z.literal(true).optional().describe('nothing is to be learned from serverTime'),
  assignment: z.string().nullable().describe('the one in force; null: replaced, no new rating may be taken'),
})
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

/** Another name, another place, or both; a unit comes with the counter there, which is created when it does not exist. */
export const DeviceChange = z
  .strictObject({ name: Name.optional(), unit: Code.optional(), counter: CounterName.optional() })
  .refine(({ name, unit, counter }) => counter !== undefined || (name !== undefined && unit === undefined), {
    path: ['counter'],
    params: { code: 'required' },
  })
export type DeviceChange = z.infer<typeof DeviceChange>

/** Sequence numbers, both inclusive, that a kiosk has given out and that have not arrived. */
const SequenceRange = z.object({ from: z.int(), to: z.int() })

export const Device = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  counter: z.string(),
  stage: StageCode.nullable(),
  areas: z.array(z.string()),
  pairedAt: z.string(),
  lastSeenAt: z.string().nullable(),
  silent: z.boolean().describe('not heard of for a quarter of an hour or more in which the office was open'),
  waiting: z.int().nullable().describe('records the kiosk still held at its last heartbeat'),
  missing: z
    .array(SequenceRange)
    .describe('numbers given out that neither arrived nor wait on the kiosk; at most the first 20 ranges'),
  mayBeLost: z
    .object({
      count: z.int().describe('numbers it had given out that never arrived; 0: none is known of'),
      from: z.string().nullable().describe('when it was last heard of'),
      to: z.string().describe('when a kiosk was paired anew at its counter'),
    })
    .nullable()
    .describe('it has fallen silent and a kiosk was paired anew at its counter: what it held may be gone with it'),
  quickRepeats: z
    .object({
      day: z.string(),
      count: z.int().describe('ratings that came less than 15 s after the one before'),
      of: z.int().describe('all its ratings of that day'),
    })
    .nullable()
    .describe(
      'the newest of the last 30 days on which over 20 ratings were quick repeats, or over 500 were taken; null: none',
    ),
  checkpoint: z
    .object({ unit: z.string(), size: z.int(), hash: z.string() })
    .nullable()
    .describe('the newest checkpoint that the kiosk holds, by its last heartbeat'),
  clockOffsetMs: z.int().nullable().describe('server time less kiosk time: positive where the kiosk is slow'),
  storage: z.enum(['durable', 'best-effort', 'unavailable']).nullable(),
  appVersion: z.string().nullable(),
  ahead: z.literal(true).optional().describe('it holds a checkpoint which the ledger of this server does not contain'),
  behind: z.boolean().describe('it shows another version of the page than this server serves'),
  lastError: z.string().nullable(),
  flagged: z.boolean().describe('one sequence number came under two ids: two kiosks may share one identity'),
  replaced: z.boolean().describe('another kiosk took its place: it only sends what it still holds'),
  revoked: z.boolean(),
})
export type Device = z.infer<typeof Device>
/** Whose devices are listed; without a unit the caller's own. */
export const DeviceQuery = z.strictObject({
  unit: z.string().optional(),
  within: Flag.describe('also those of all units below'),
})
export const DeviceList = z.object({ devices: z.array(Device) })
export type DeviceList = z.infer<typeof DeviceList>
