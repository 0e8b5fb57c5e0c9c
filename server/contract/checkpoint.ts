import { z } from 'zod'

/** A signed statement of how long a unit's ledger is and what it hashes to; whoever keeps one can prove a cut tail. */
export const Checkpoint = z.object({
  size: z.int(),
  hash: z.string().describe('SHA-256, hexadecimal'),
  day: z.string().describe('civil day of signing, YYYY-MM-DD'),
  signature: z.string().describe('Ed25519, base64'),
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** A checkpoint that somebody kept, with the code of the unit it is about. */
export const CheckpointOfUnit = z.object({
  unit: z.string().min(1),
  size: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/i),
})

/** The small file beside the database: where its chains ended when the server last ran. `chain` outlives the unit's code. */
export const EndMarker = z.object({
  ends: z.array(z.object({ unit: z.string(), chain: z.string().optional(), size: z.int(), hash: z.string() })),
})
