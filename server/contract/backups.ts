import { z } from 'zod'
import { backupFailures } from '#core/operations/backup-failure'

/** A unit's ledger, or the audit, as it stood: how many records, and the hash of the last in hexadecimal. */
const Chain = z.object({ size: z.int().min(0), head: z.string().nullable() })

/** The small file beside each backup: what it was when it was made and checked. */
export const BackupManifest = z.object({
  product: z.literal('hai-long'),
  manifest: z.literal(1),
  file: z.string(),
  /** ISO moment in UTC, and the civil day. */
  at: z.iso.datetime(),
  day: z.iso.date(),
  /** Version of the program, and the newest step of its database. */
  app: z.string(),
  migration: z.string(),
  /** Tells one installation's copies from another's in the same folder. */
  installation: z.string(),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  responses: z.int().min(0),
  /** False when the ledger had problems: such a copy counts as no good backup. */
  ledgerOk: z.boolean(),
  units: z.array(Chain.extend({ unit: z.string() })),
  audit: Chain,
})
export type BackupManifest = z.infer<typeof BackupManifest>

export const BackupFailureCode = z.enum(backupFailures)
