import { definedOnly } from '#core/text/defined-only'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Snapshot } from '../engine/database.ts'
import type { Tables } from '../engine/tables.ts'
import type { LedgerProblem } from './verification.ts'
import { AUDIT_NAME } from './verify-audit.ts'

/** Where a chain stood once, as somebody kept it elsewhere: on paper, in a backup's manifest, in a checkpoint. */
export interface HeldEnd {
  /** A unit's code, or `#audit`. */
  readonly unit: string
  /** The key of the unit's ledger, which stays when the unit is renamed; absent on paper and in older files. */
  readonly chain?: string | undefined
  readonly size: number
  /** The beginning of the hash or all of it, hexadecimal. */
  readonly hash: string
}

/** Where all chains end now: of each unit with records, and of the audit. */
export async function chainEnds(db: Kysely<Tables>): Promise<HeldEnd[]> {
  const { rows } = await sql<{ unit: string; chain: string | null; size: number; hash: Buffer }>`
    select u.code as unit, u.ledger_key as chain, l.position as size, l.hash from unit as u
    join ledger as l on l.unit_id = u.id and l.position = (select max(position) from ledger where unit_id = u.id)
    union all
    select ${AUDIT_NAME}, null, audit_id, hash from audit_link where audit_id = (select max(audit_id) from audit_link)`.execute(
    db,
  )
  return rows.map(({ unit, chain, size, hash }) => ({
    ...definedOnly({ chain: chain ?? undefined }),
    unit,
    size,
    hash: hash.toString('hex'),
  }))
}

/** Chains that do not contain what was kept elsewhere: cut, written anew, or of an older file. */
export async function heldEndProblems({ statement }: Snapshot, held: readonly HeldEnd[]): Promise<LedgerProblem[]> {
  const inLedger = statement<
    { readonly unit: string; readonly chain: string; readonly size: number },
    { hash: Buffer }
  >(
    (p) => sql`select l.hash from ledger as l join unit as u on u.id = l.unit_id
      where (u.ledger_key = ${p('chain')} or (u.code = ${p('unit')} and ${p('chain')} = ''))
        and l.position = ${p('size')}`,
  )
  const inAudit = statement<Pick<HeldEnd, 'size'>, { hash: Buffer }>(
    (p) => sql`select hash from audit_link where audit_id = ${p('size')}`,
  )
  const problems: LedgerProblem[] = []
  for (const { unit, chain = '', size, hash } of held) {
    if (size === 0) continue
    const found = await (unit === AUDIT_NAME ? inAudit.first({ size }) : inLedger.first({ unit, chain, size }))
    if (!found?.hash.toString('hex').startsWith(hash.toLowerCase()))
      problems.push({ unit, code: 'against_differs', position: size })
  }
  return problems
}
