import { sql } from 'kysely'
import type { Snapshot } from '../engine/database.ts'
import { sha256 } from '../ledger/keys.ts'
import type { LedgerProblem } from '../ledger/verification.ts'

/** What the audit says of ratings that were moved to their day; `entry` null: it does not say so. */
interface RedateEntry {
  readonly audit_id: number
  readonly entry: string | null
  readonly subject: string | null
  readonly unit: string | null
}

interface MovedRating {
  readonly id: Buffer
  readonly day: string
}

/** What the entry of a redate binds: the day, and in order the ids of the ratings that were moved to it. */
export const redateDigest = (day: string, ids: readonly Buffer[]): string => sha256(day, ...ids).toString('hex')

/**
 * Ratings that were moved to another day otherwise than the audit says: without an entry, fewer or others than it names,
 * to another day, or not any more. The entries themselves are chained; those from before they held a digest bind nothing.
 */
export async function redateProblems({ statement }: Snapshot): Promise<LedgerProblem[]> {
  const entries = await statement<void, RedateEntry>(
    () => sql`select e.audit_id, a.detail as entry, a.subject, u.code as unit
      from (
        select audit_id, unit_id from redate
        union
        select k.audit_id, k.unit_id from audit_link as k
        join audit as b on b.id = k.audit_id where b.action = 'ratings.redate'
      ) as e
      left join audit_link as l on l.audit_id = e.audit_id and l.unit_id = e.unit_id
      left join audit as a on a.id = l.audit_id and a.action = 'ratings.redate'
      left join unit as u on u.id = e.unit_id
      order by e.audit_id`,
  ).all()
  const moves = statement<{ readonly entry: number }, MovedRating>(
    (p) => sql`select response_id as id, day from redate where audit_id = ${p('entry')} order by response_id`,
  )
  const problems: LedgerProblem[] = []
  for (const { audit_id: entry, entry: detail, subject, unit } of entries)
    if (!isAsSaid(detail, subject, await moves.all({ entry })))
      problems.push({ unit: unit ?? '#audit', code: 'redate_differs', position: entry })
  return problems
}

function isAsSaid(detail: string | null, day: string | null, moves: readonly MovedRating[]): boolean {
  if (detail === null || day === null) return false
  const said: unknown = JSON.parse(detail)
  if (typeof said !== 'object' || said === null || !('sha256' in said)) return true
  const ids = moves.map(({ id }) => id)
  return moves.every((move) => move.day === day) && said.sha256 === redateDigest(day, ids)
}
