import { civilTimeOn } from '#core/time/civil-time'
import type { Kysely } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import type { AuditedAction } from './audit.ts'
import { audit } from './audit.ts'
import type { Database } from '../engine/database.ts'
import type { Tables } from '../engine/tables.ts'

/** An entry as it is read; `detail` is JSON, `unit_id` null where it concerns the installation as a whole. */
export interface AuditRow {
  readonly id: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: string
  readonly unit_id: number | null
}

export interface AuditSelection {
  readonly unitIds: readonly number[]
  /** Entries that concern no unit too. */
  readonly ofAll: boolean
  /** An action, or the part before its dot. */
  readonly action?: string | undefined
  readonly actor?: string | undefined
  /** Civil dates, inclusive. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Only entries with a smaller id. */
  readonly before?: number | undefined
  readonly limit: number
}

/** The newest entries first. */
export async function auditEntries(db: Kysely<Tables>, selection: AuditSelection): Promise<AuditRow[]> {
  const { unitIds, ofAll, action, actor, from, to, before, limit } = selection
  return db
    .selectFrom('audit')
    .innerJoin('audit_link', 'audit_link.audit_id', 'audit.id')
    .select(['audit.id', 'at', 'actor', 'action', 'subject', 'detail', 'unit_id'])
    .where(({ or, eb }) => or([eb('unit_id', 'in', unitIds), ...(ofAll ? [eb('unit_id', 'is', null)] : [])]))
    .$if(before !== undefined, (query) => query.where('audit.id', '<', before ?? 0))
    .$if(action !== undefined, (query) =>
      query.where(({ or, eb }) => or([eb('action', '=', action ?? ''), eb('action', 'like', `${action}.%`)])),
    )
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
    .$if(from !== undefined, (query) => query.where('at', '>=', startOf(from ?? '', 0)))
    .$if(to !== undefined, (query) => query.where('at', '<', startOf(to ?? '', 1)))
    .orderBy('audit.id', 'desc')
    .limit(limit)
    .execute()
}

const DAY_MS = 24 * 60 * 60_000

/**
 * The start of a civil day as stored moments are written, in UTC. Entries that give the day alone are written
 * `…T00:00:00+07:00`; as text they too fall between the starts of their own day and the next.
 */
function startOf(day: string, daysLater: number): string {
  return new Date(Date.parse(civilTimeOn(day)) + daysLater * DAY_MS).toISOString()
}

export type AuditLog = ReturnType<typeof createAuditLog>

export function createAuditLog({ reads, transaction }: Database) {
  return {
    entries: (selection: AuditSelection) => auditEntries(reads, selection),
    /** An entry about something that changes nothing else: what is read out, or refused. */
    write: (by: Attribution, entry: AuditedAction): Promise<void> => transaction((trx) => audit(trx, by, entry)),
  }
}
