import { z } from 'zod'
import { backupFailures } from '#core/operations/backup-failure'
import { clockDoubts } from '#core/time/clock-doubt'

const Moment = z.string().describe('civil time with zone')

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

/** How the installation is kept safe, for those who look after it. */
export const Operations = z.object({
  version: z.string(),
  backup: z.object({
    state: z.enum(['fine', 'stale', 'failed', 'unset']),
    folder: z.string().nullable().describe('null: none has been chosen'),
    dailyAt: z.string().describe('hour of the day at which a backup is made, such as 17:30'),
    running: z.boolean(),
    sameDisk: z.boolean().describe('the folder is on the disk of the data: lost together with it'),
    lastGood: z.object({ at: Moment, file: z.string(), bytes: z.int() }).nullable(),
    lastFailure: z.object({ at: Moment, reason: BackupFailureCode, detail: z.string() }).nullable(),
  }),
  disk: z.object({
    state: z.enum(['fine', 'low', 'full']),
    freeBytes: z.int(),
    totalBytes: z.int(),
  }),
  ledger: z
    .object({ ok: z.boolean(), checkedAt: Moment })
    .nullable()
    .describe('as the last backup found it; null: not checked yet'),
  ahead: z
    .array(z.object({ unit: z.string(), device: z.string(), size: z.int() }))
    .describe('kiosks that hold a checkpoint which the ledger of this server does not contain'),
})
export type Operations = z.infer<typeof Operations>

export const Health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  database: z.string(),
  time: z
    .literal('uncertain')
    .optional()
    .describe('the time of the server is in doubt: what it takes is marked so until a person confirms the time'),
  behind: z.literal(true).optional().describe('a kiosk has seen more ratings than this server holds'),
  demo: z.literal(true).optional().describe('the data is made up: every page says so'),
})
export type Health = z.infer<typeof Health>

/** Whether the time of the server is believed, and which ratings were taken while it was not. */
export const ClockReport = z.object({
  certain: z.boolean(),
  doubt: z.enum(clockDoubts).nullable().describe('why the time is uncertain; null: it is certain'),
  hostTime: Moment.describe('what the clock of the machine says'),
  serverTime: Moment.describe('what everything is done by: while the clock has jumped, the time before carried on'),
  newest: Moment.nullable().describe('the newest moment that was stored while the time was certain'),
  ends: z
    .object({ links: z.int(), tokens: z.int(), sessions: z.int() })
    .describe('what a confirmation ends for good: reading links, tokens and sessions made later than hostTime'),
  uncertainDays: z
    .array(z.object({ unit: z.string(), day: z.iso.date(), ratings: z.int() }))
    .describe('ratings whose time is uncertain, the server’s or the kiosk’s, and that nobody has put right'),
})
export type ClockReport = z.infer<typeof ClockReport>
