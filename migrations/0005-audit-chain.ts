import { createHash } from 'node:crypto'
import type { QueryExecutorProvider } from 'kysely'
import { sql } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** The chain over the audit: what `appendOnly` of the first step guards, this guards too. */
export const auditAppendOnly = ['audit_link', 'audit_checkpoint'] as const

/** Frozen copy of the chain's name in `core/ledger/audit-entry.ts`: this step must give the same hashes for ever. */
export const AUDIT_CHAIN = 'hai-long-audit-1'

/** An entry of the audit as the chain holds it. */
export interface ChainedEntry {
  readonly id: number
  /** The unit it concerns; null for the installation as a whole. */
  readonly unitId: number | null
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  /** JSON, as stored. */
  readonly detail: string
}

/** Frozen copy of `store/ledger/audit-hash.ts`, for the same reason. */
export function auditHash(previous: Uint8Array | null, entry: ChainedEntry): Buffer {
  const { id, unitId, at, actor, action, subject, detail } = entry
  const canonical = JSON.stringify([1, id, unitId, at, actor, action, subject, detail])
  return createHash('sha256')
    .update(previous ?? AUDIT_CHAIN)
    .update(canonical)
    .digest()
}

/** Chains the audit, beginning with the entries that are there, and makes room for its signed checkpoints. */
export async function auditChain(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, bytes, tableEnd } = engine
  await run(db, [
    `create table audit_link (
      audit_id ${integer} primary key references audit (id), unit_id ${integer} references unit (id), hash ${bytes} not null
    )${tableEnd}`,
    `create index audit_of_unit on audit_link (unit_id, audit_id)`,
    `create table audit_checkpoint (
      size ${integer} primary key, hash ${bytes} not null, day text not null, signature ${bytes} not null
    )${tableEnd}`,
  ])
  await chainWhatIsThere(db, engine)
  for (const table of auditAppendOnly) await run(db, engine.forbidChange(table))
}

async function chainWhatIsThere(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const found = await sql<ChainedEntry>`select id, at, actor, action, subject, detail,
      ${sql.raw(unitConcerned(engine))} as "unitId"
    from audit
    order by id`.execute(db)
  let hash: Buffer | null = null
  for (const entry of found.rows) {
    hash = auditHash(hash, entry)
    await sql`insert into audit_link (audit_id, unit_id, hash) values (${entry.id}, ${entry.unitId}, ${hash})`.execute(
      db,
    )
  }
}

/** The unit of an entry from before entries named theirs: that of its subject, else that of its actor. */
const unitConcerned = ({ integer }: Engine): string => {
  const subjectIn = (table: string): string => `(select unit_id from ${table} where id = cast(subject as ${integer}))`
  return `coalesce(
    case
      when action in ('unit.create', 'unit.change', 'export.responses') then (select id from unit where code = subject)
      when action in ('target.create', 'target.retire') then ${subjectIn('target')}
      when action in ('token.create', 'token.revoke') then ${subjectIn('api_token')}
      when action = 'device.revoke' then ${subjectIn('device')}
      when action in ('account.create', 'account.password', 'session.start')
        then (select unit_id from account where username = subject)
    end,
    (select unit_id from account where username = actor),
    (select unit_id from device where actor = 'device:' || id),
    (select unit_id from api_token where actor = 'token:' || id)
  )`
}
