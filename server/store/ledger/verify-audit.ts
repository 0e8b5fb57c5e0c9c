import { sql } from 'kysely'
import { AUDIT_CHAIN, AUDIT_ENTRIES } from '#core/ledger/audit-entry'
import { auditHash } from './audit-hash.ts'
import { auditStatement } from './checkpoints/audit-checkpoints.ts'
import { endOf, missingCheckpoint } from './checkpoints/checkpoint-links.ts'
import type { Keys } from './keys.ts'
import { checkpointHolds } from './keys.ts'
import type { ReadingStatement, Snapshot } from '../engine/database.ts'
import { bytesOf } from '../engine/portable.ts'
import type { CheckpointRow } from './ledger.ts'
import type { LedgerNote, LedgerProblem, VerifiedAudit } from './verification.ts'

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
  readonly notes: readonly LedgerNote[]
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
  const problem =
    walked.problem ??
    (await unchainedEntry(snapshot)) ??
    signedProblem(signed, walked, keys) ??
    (await cutEnd(snapshot, { signed, size: walked.size }, keys))
  const head = walked.hash?.toString('hex') ?? null
  return { size: walked.size, head, problems: problem === null ? [] : [problem], notes: walked.notes }
}

/** What is missing at the ends: a checkpoint that was made, or the last entries. */
async function cutEnd(
  snapshot: Snapshot,
  { signed, size }: { readonly signed: readonly CheckpointRow[]; readonly size: number },
  keys: Keys,
): Promise<LedgerProblem | null> {
  const found = { name: AUDIT_NAME, chain: AUDIT_CHAIN, sizes: signed.map((row) => row.size) }
  const missing = await missingCheckpoint(snapshot, found, keys)
  if (missing !== null) return missing
  const last = await endOf(snapshot, AUDIT_ENTRIES)
  return last !== null && last > size ? problemAt('cut_tail', size + 1) : null
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
  const bytes = prepareBytes({ statement })
  const hashes = new Map<number, Buffer>()
  const notes: LedgerNote[] = []
  let size = 0
  let hash: Buffer | null = null
  for await (const row of links.iterate()) {
    const code = entryProblem(row, size, hash)
    const isWhole = code === 'changed_record' && (await isWholeByItsBytes(row, hash, bytes))
    if (isWhole) notes.push({ unit: AUDIT_NAME, code: 'ill_formed_text', position: row.link })
    else if (code !== null) return { size, hash, hashes, problem: problemAt(code, size + 1), notes }
    size = row.link
    hash = row.hash
    if (signed.has(size)) hashes.set(size, hash)
  }
  return { size, hash, hashes, problem: null, notes }
}

function entryProblem(row: LinkRow, size: number, previous: Buffer | null): LedgerProblem['code'] | null {
  if (row.link !== size + 1) return 'missing_range'
  if (row.found === null) return 'missing_record'
  return auditHash(previous, { ...row, id: row.found }).equals(row.hash) ? null : 'changed_record'
}

interface EntryBytes {
  readonly actor: Buffer
  readonly subject: Buffer
}

type AskBytes = ReadingStatement<{ readonly id: number }, EntryBytes>

const prepareBytes = ({ statement }: Pick<Snapshot, 'statement'>): AskBytes =>
  statement(
    (p) => sql`select ${bytesOf('actor')} as actor, ${bytesOf('subject')} as subject from audit where id = ${p('id')}`,
  )

/**
 * An earlier version let half of a surrogate pair through. The file keeps it, but it is read as U+FFFD: the entry is whole
 * when the hash is over what the bytes say.
 */
async function isWholeByItsBytes(row: LinkRow, previous: Buffer | null, bytes: AskBytes): Promise<boolean> {
  if (!`${row.actor}${row.subject}`.includes('\ufffd')) return false
  const stored = await bytes.first({ id: row.link })
  if (!stored) return false
  const [actor, subject] = [textWithHalves(stored.actor), textWithHalves(stored.subject)]
  return auditHash(previous, { ...row, id: row.link, actor, subject }).equals(row.hash)
}

/** Reads UTF-8 in which halves of surrogate pairs stand as if they were characters: `ED A0 80` to `ED BF BF`. */
function textWithHalves(bytes: Buffer): string {
  const pieces = bytes.toString('latin1').split(/(\xed[\xa0-\xbf][\x80-\xbf])/)
  return pieces
    .map((piece, at) => (at % 2 === 1 ? halfOf(piece) : Buffer.from(piece, 'latin1').toString('utf8')))
    .join('')
}

const halfOf = (piece: string): string =>
  String.fromCharCode(0xd000 | ((piece.charCodeAt(1) & 0x3f) << 6) | (piece.charCodeAt(2) & 0x3f))

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
