import { z } from 'zod'
import { Code, LocalDate } from './codes.ts'

/** Entries that a reply holds at most. */
export const MOST_AUDIT_ENTRIES = 200

const AuditFilter = z.strictObject({
  unit: Code.optional().describe('this unit and all below it; the caller’s own unless given'),
  action: z
    .string()
    .regex(/^[a-z]+([._-][a-z]+)*$/)
    .max(80)
    .optional()
    .describe('an action such as `device.revoke`, or its first part for all of that kind: `device`'),
  actor: z.string().min(1).max(80).optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional().describe('inclusive'),
})

export const AuditQuery = AuditFilter.extend({
  before: z.coerce.number().int().min(1).optional().describe('entries older than this id'),
  limit: z.coerce.number().int().min(1).max(MOST_AUDIT_ENTRIES).default(50),
})
export type AuditQuery = z.infer<typeof AuditQuery>

export const AuditExportQuery = AuditFilter
export type AuditExportQuery = z.infer<typeof AuditExportQuery>

export const AuditEntry = z.object({
  id: z.int(),
  at: z.string().describe('moment, or the day alone at 00:00+07:00 where a moment could point to a rating'),
  actor: z
    .string()
    .describe(
      'an account’s name, `device:<id>`, `token:<id>`, `hailong` for the command line, `hailong:schedule` for the server at its hour, or `hailong:upgrade` for a newer program',
    ),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  unit: z.string().nullable().describe('null: it concerns the installation as a whole'),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditPage = z.object({
  entries: z.array(AuditEntry).describe('newest first'),
  next: z.int().nullable().describe('`before` of the next page; null at the end'),
})
export type AuditPage = z.infer<typeof AuditPage>
