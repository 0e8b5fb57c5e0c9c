import { sql } from 'kysely'
import type { QueryExecutorProvider } from 'kysely'
import { AUDIT_ENTRIES } from '#core/ledger/audit-entry'
import { auditHash } from './audit-hash.ts'
import { rememberEnd } from './checkpoints/checkpoint-links.ts'
import type { Attribution } from '#core/ledger/actor'
import { actorText, unitOfActor } from '#core/ledger/actor'
import { storedText } from '#core/text/stored-text'

/** What was done to which thing; `detail` is small and never holds a level, a comment, a password or a token. */
export interface AuditedAction {
  readonly action: string
  readonly subject: string
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  /** The unit it concerns; left out: the actor's own; null: the installation as a whole, as on the command line. */
  readonly unitId?: number | null
}

/**
 * Adds one entry to the append-only audit and chains it to the one before, inside the caller's transaction. Everything
 * that is audited comes through here: one writer at a time, so the chain never forks.
 */
export async function audit(trx: QueryExecutorProvider, by: Attribution, entry: AuditedAction): Promise<void> {
  const { action } = entry
  const { at } = by
  const [subject, actor] = [storedText(entry.subject), storedText(actorText(by.actor))]
  const unitId = entry.unitId === undefined ? unitOfActor(by.actor) : entry.unitId
  const detail = JSON.stringify(entry.detail ?? {})
  const last = await lastEntry(trx)
  const id = last.id + 1
  const hash = auditHash(last.hash, { id, unitId, at, actor, action, subject, detail })
  await sql`insert into audit (id, at, actor, action, subject, detail)
    values (${id}, ${at}, ${actor}, ${action}, ${subject}, ${detail})`.execute(trx)
  await sql`insert into audit_link (audit_id, unit_id, hash) values (${id}, ${unitId}, ${hash})`.execute(trx)
  await rememberEnd(trx, AUDIT_ENTRIES, id)
}

/** The greater of both last ids: where somebody cut one table, the next entry still finds a free place, and the gap shows. */
async function lastEntry(trx: QueryExecutorProvider): Promise<{ readonly id: number; readonly hash: Buffer | null }> {
  const { rows } = await sql<{ id: number; hash: Buffer | null }>`select coalesce(max(id), 0) as id,
      (select hash from audit_link order by audit_id desc limit 1) as hash
    from (select max(id) as id from audit union all select max(audit_id) as id from audit_link) as ends`.execute(trx)
  return rows[0] ?? { id: 0, hash: null }
}
