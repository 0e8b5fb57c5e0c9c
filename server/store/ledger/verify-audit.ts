import { sql } from 'kysely'
import { auditHash } from './audit-hash.ts'
import { auditStatement } from './audit-checkpoints.ts'
import type { Keys } from './keys.ts'
import { checkpointHolds } from './keys.ts'
import type { Snapshot } from '../engine/database.ts'
import type { CheckpointRow } from './ledger.ts'
import type { LedgerProblem, VerifiedAudit } from './verification.ts'

/** What stands in place of a unit where the audit is meant; no unit's code begins so. */
export const AUDIT_NAME = '#audit'

interface LinkRow {
  readonly link: number
  readonly hash: Buffer
  readonly found: number | null
  readonly unitId: number | null
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: string
}

/** How far the audit was followed. */
interface WalkedAudit {
  readonly size: number
  readonly hash: Buffer | null
  readonly hashes: ReadonlyMap<number, Buffer>
  readonly problem: LedgerProblem | null
}

const problemAt = (code: LedgerProblem['code'], position: number): LedgerProblem => ({
  unit: AUDIT_NAME,
  code,
  position,
})

/** Recomputes the chain over the audit and holds it against its signed checkpoints; one problem, the first, is named. */
export async function verifyAudit(snapshot: Snapshot, keys: Keys): Promise<VerifiedAudit> {
  const signed = await snapshot
    .statement<void, CheckpointRow>(() => sql`select size, hash, day, signature from audit_checkpoint order by size`)
    .all()
  const walked = await walkAudit(snapshot, new Set(signed.map(({ size }) => size)))
  const problem = walked.problem ?? (await unchainedEntry(snapshot)) ?? signedProblem(signed, walked, keys)
  const head = walked.hash?.toString('hex') ?? null
  return { size: walked.size, head, problems: problem === null ? [] : [problem] }
}

/** Walks to the end or to the first bad entry. */
async function walkAudit({ statement }: Snapshot, signed: ReadonlySet<number>): Promise<WalkedAudit> {
  const links = statement<void, LinkRow>(
    () => sql`select l.audit_id as link, l.hash, a.id as found, l.unit_id as "unitId",
      a.at, a.actor, a.action, a.subject, a.detail
    from audit_link as l
    left join audit as a on a.id = l.audit_id
    order by l.audit_id`,
  )
  const hashes = new Map<number, Buffer>()
  let size = 0
  let hash: Buffer | null = null
  for await (const row of links.iterate()) {
    const code = entryProblem(row, size, hash)
    if (code !== null) return { size, hash, hashes, problem: problemAt(code, size + 1) }
    size = row.link
    hash = row.hash
    if (signed.has(size)) hashes.set(size, hash)
  }
  return { size, hash, hashes, problem: null }
}

function entryProblem(row: LinkRow, size: number, previous: Buffer | null): LedgerProblem['code'] | null {
  if (row.link !== size + 1) return 'missing_range'
  if (row.found === null) return 'missing_record'
  return auditHash(previous, { ...row, id: row.found }).equals(row.hash) ? null : 'changed_record'
}

/** An entry that was slipped in beside the chain. */
async function unchainedEntry({ statement }: Snapshot): Promise<LedgerProblem | null> {
  const row = await statement<void, { id: number }>(
    () => sql`select id from audit where id not in (select audit_id from audit_link) order by id limit 1`,
  ).first()
  return row ? problemAt('unrecorded_entry', row.id) : null
}

function signedProblem(signed: readonly CheckpointRow[], walked: WalkedAudit, keys: Keys): LedgerProblem | null {
  for (const { size, hash, day, signature } of signed) {
    if (!checkpointHolds(auditStatement({ size, hash, day }), signature, keys)) return problemAt('bad_checkpoint', size)
    if (size > walked.size) return problemAt('cut_tail', walked.size + 1)
    if (!walked.hashes.get(size)?.equals(hash)) return problemAt('bad_hash', size)
  }
  return null
}
