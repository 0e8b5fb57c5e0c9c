import { sql } from 'kysely'
import type { Snapshot } from '../engine/database.ts'
import type { LedgerProblem } from './verification.ts'
import { AUDIT_NAME } from './verify-audit.ts'

/** Where a chain stood once, as somebody kept it elsewhere: on paper, in a backup's manifest, in a checkpoint. */
export interface HeldEnd {
  /** A unit's code, or `#audit`. */
  readonly unit: string
  readonly size: number
  /** The beginning of the hash or all of it, hexadecimal. */
  readonly hash: string
}

/** Chains that do not contain what was kept elsewhere: cut, written anew, or of an older file. */
export async function heldEndProblems({ statement }: Snapshot, held: readonly HeldEnd[]): Promise<LedgerProblem[]> {
  const inLedger = statement<Pick<HeldEnd, 'unit' | 'size'>, { hash: Buffer }>(
    (p) => sql`select l.hash from ledger as l join unit as u on u.id = l.unit_id
      where u.code = ${p('unit')} and l.position = ${p('size')}`,
  )
  const inAudit = statement<Pick<HeldEnd, 'size'>, { hash: Buffer }>(
    (p) => sql`select hash from audit_link where audit_id = ${p('size')}`,
  )
  const problems: LedgerProblem[] = []
  for (const { unit, size, hash } of held) {
    if (size === 0) continue
    const found = await (unit === AUDIT_NAME ? inAudit.first({ size }) : inLedger.first({ unit, size }))
    if (!found?.hash.toString('hex').startsWith(hash.toLowerCase()))
      problems.push({ unit, code: 'against_differs', position: size })
  }
  return problems
}
