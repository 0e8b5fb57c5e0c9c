import { sql } from 'kysely'
import type { QueryExecutorProvider } from 'kysely'
import { auditHash } from './audit-hash.ts'

/** Who did what to which thing; `detail` is small and never holds a level, a comment, a password or a token. */
export interface AuditEntry {
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  /** The unit it concerns; left out: the actor's own; null: the installation as a whole, as on the command line. */
  readonly unitId?: number | null
}

/** Who changes something, and when (ISO, with zone). */
export interface Actor {
  readonly name: string
  readonly at: string
}

/**
 * Adds one entry to the append-only audit and chains it to the one before, inside the caller's transaction. Everything
 * that is audited comes through here: one writer at a time, so the chain never forks.
 */
export async function writeAudit(trx: QueryExecutorProvider, entry: AuditEntry): Promise<void> {
  const { at, actor, action, subject } = entry
  const last = await lastEntry(trx)
  const id = last.id + 1
  const unitId = entry.unitId === undefined ? await unitOfActor(trx, actor) : entry.unitId
  const detail = JSON.stringify(entry.detail ?? {})
  const hash = auditHash(last.hash, { id, unitId, at, actor, action, subject, detail })
  await sql`insert into audit (id, at, actor, action, subject, detail)
    values (${id}, ${at}, ${actor}, ${action}, ${subject}, ${detail})`.execute(trx)
  await sql`insert into audit_link (audit_id, unit_id, hash) values (${id}, ${unitId}, ${hash})`.execute(trx)
}

/** The greater of both last ids: where somebody cut one table, the next entry still finds a free place, and the gap shows. */
async function lastEntry(trx: QueryExecutorProvider): Promise<{ readonly id: number; readonly hash: Buffer | null }> {
  const { rows } = await sql<{ id: number; hash: Buffer | null }>`select coalesce(max(id), 0) as id,
      (select hash from audit_link order by audit_id desc limit 1) as hash
    from (select max(id) as id from audit union all select max(audit_id) as id from audit_link) as ends`.execute(trx)
  return rows[0] ?? { id: 0, hash: null }
}

async function unitOfActor(trx: QueryExecutorProvider, actor: string): Promise<number | null> {
  const { rows } = await sql<{ unitId: number | null }>`select coalesce(
      (select unit_id from account where username = ${actor}),
      (select unit_id from device where id = ${idIn('device', actor)}),
      (select unit_id from api_token where id = ${idIn('token', actor)}),
      (select unit_id from reading_link where id = ${idIn('link', actor)})
    ) as "unitId"`.execute(trx)
  return rows[0]?.unitId ?? null
}

/** The number in `device:7`; null in any other actor. */
function idIn(kind: string, actor: string): number | null {
  const [name, id] = actor.split(':')
  return name === kind ? Number(id) : null
}
