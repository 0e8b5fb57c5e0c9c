import type { AuditPage } from '#contract/audit'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

/** What of the audit is asked for; days are `YYYY-MM-DD`, inclusive. */
export interface AuditFilter {
  readonly unit: string
  /** An action, or its first part for all of that kind. */
  readonly action: string | undefined
  readonly from: string | undefined
  readonly to: string | undefined
}

/** The newest entries first; `before` is the `next` of the page before. */
export const readAudit = (client: Client, query: AuditFilter, before?: number) =>
  client.get<AuditPage>(
    withQuery('/api/audit', { ...query, before: before === undefined ? undefined : String(before) }),
  )

/** Where the same entries are downloaded as CSV. */
export const auditFile = (query: AuditFilter): string => withQuery('/api/exports/audit', { ...query })
