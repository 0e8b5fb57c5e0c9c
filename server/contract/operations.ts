import { z } from 'zod'
import { BackupFailureCode } from './backups.ts'

const Moment = z.string().describe('civil time with zone')

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
