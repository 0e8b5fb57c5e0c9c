import { sql } from 'kysely'
import type { QueryExecutorProvider } from 'kysely'
import { nextId } from './portable.ts'

/** Who did what to which thing; `detail` is small and never holds a level, a password or a token. */
export interface AuditEntry {
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

/** Adds one line to the append-only audit, inside the caller's transaction. */
export async function writeAudit(trx: QueryExecutorProvider, entry: AuditEntry): Promise<void> {
  await sql`insert into audit (id, at, actor, action, subject, detail)
    values (${nextId('audit')}, ${entry.at}, ${entry.actor}, ${entry.action}, ${entry.subject},
      ${JSON.stringify(entry.detail ?? {})})`.execute(trx)
}

/** Who changes something, and when (ISO, with zone). */
export interface Actor {
  readonly name: string
  readonly at: string
}
