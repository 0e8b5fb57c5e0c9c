import { z } from 'zod'

/** A signed statement of how long a unit's ledger is and what it hashes to; whoever keeps one can prove a cut tail. */
export const Checkpoint = z.object({
  size: z.int(),
  hash: z.string().describe('SHA-256, hexadecimal'),
  day: z.string().describe('civil day of signing, YYYY-MM-DD'),
  signature: z.string().describe('Ed25519, base64'),
})
export type Checkpoint = z.infer<typeof Checkpoint>
