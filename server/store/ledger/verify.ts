import type SqliteFile from 'better-sqlite3'
import type { CompiledQuery } from 'kysely'
import { sql } from 'kysely'
import { canonicalText } from '#core/ledger/record'
import { kyselyOver } from '../engine/database.ts'
import { appendOnlyTables } from '../../../migrations/index.ts'
import type { Keys } from './keys.ts'
import { checkpointHolds, sha256 } from './keys.ts'
import { chainHash, genesisHash } from './ledger.ts'
import type { AnswerRow, StoredRow } from './records.ts'
import { ledgerRecordOf, storedColumns, storedJoins } from './records.ts'
import type { VerifiedAudit } from './verify-audit.ts'
import { verifyAudit } from './verify-audit.ts'
import { waitingProblems } from './verify-waiting.ts'

/** What is wrong with a unit's ledger, with what waits to be released or with the audit, and where. */
export interface LedgerProblem {
  readonly unit: string
  readonly code:
    | 'missing_range'
    | 'missing_record'
    | 'changed_record'
    | 'changed_comment'
    | 'bad_hash'
    | 'bad_checkpoint'
    | 'cut_tail'
    | 'unrecorded_response'
    | 'unrecorded_entry'
    | 'received_differs'
    | 'unknown_waiting'
    | 'endless_waiting'
    | 'missing_unit'
    | 'missing_trigger'
  /** The first bad position, 1 for the oldest record; null where none is named. */
  readonly position: number | null
}

/** A unit's chain as it was found. */
export interface VerifiedUnit {
  readonly unit: string
  readonly size: number
  /** Hexadecimal hash of the last record; null for an empty ledger. */
  readonly head: string | null
}

export interface Verification {
  readonly ok: boolean
  readonly units: readonly VerifiedUnit[]
  /** The chain over the audit; its problems stand among `problems` too. */
  readonly audit: Pick<VerifiedAudit, 'size' | 'head'>
  readonly problems: readonly LedgerProblem[]
}

interface LedgerRow extends StoredRow {
  readonly position: number
  readonly hash: Buffer
  readonly response_id: Buffer
  readonly found: number
}

interface UnitRow {
  readonly id: number
  readonly code: string
  readonly ledger_key: string
}

interface CheckpointRow {
  readonly size: number
  readonly hash: Buffer
  readonly day: string
  readonly signature: Buffer
}

export interface VerifyOptions {
  readonly keys: Keys
  /** Civil day by the clock. */
  readonly today: string
  /** Told how many records have been checked, now and then. */
  readonly progress?: (checked: number) => void
}

/**
 * Recomputes every chain, the audit's too, from the stored records and holds it against the signed checkpoints, then looks
 * at what waits; on a read-only connection and one snapshot.
 */
export function verifyLedgers(file: SqliteFile.Database, { keys, today, progress }: VerifyOptions): Verification {
  const statements = prepareVerify(file)
  return file.transaction(() => {
    const units: VerifiedUnit[] = []
    const problems: LedgerProblem[] = []
    let checked = 0
    for (const unit of statements.units.all()) {
      const walked = walkChain(unit, statements, () => {
        checked += 1
        if (checked % 20_000 === 0) progress?.(checked)
      })
      const { size, head } = walked
      units.push({ unit: unit.code, size, head: size === 0 ? null : head.toString('hex') })
      const chain = [...walked.problems, ...checkpointProblems(unit, statements, { walked, keys })]
      problems.push(...chain, ...countProblems(unit, statements, chain.length === 0))
    }
    // Of a unit whose chain is broken, what waits proves nothing.
    const broken = new Set(problems.map(({ unit }) => unit))
    problems.push(...waitingProblems(file, today).filter(({ unit }) => !broken.has(unit)))
    const { problems: ofAudit, ...audit } = verifyAudit(file, keys)
    problems.push(...ofAudit, ...wholeProblems(statements))
    return { ok: problems.length === 0, units, audit, problems }
  })()
}

/** Responses outside the chain, and days whose count of received responses is not theirs (said of a whole chain only). */
function countProblems(unit: UnitRow, statements: Statements, chainIsWhole: boolean): LedgerProblem[] {
  const at = { unit: unit.code, position: null }
  if (statements.unrecorded.get(unit.id, unit.id)) return [{ ...at, code: 'unrecorded_response' }]
  return chainIsWhole && statements.received.get(unit.id, unit.id) ? [{ ...at, code: 'received_differs' }] : []
}

/** What is missing of the database as a whole; the name of what is missing stands in place of a unit. */
function wholeProblems(statements: Statements): LedgerProblem[] {
  const strays = statements.strays
    .all()
    .map((row) => ({ unit: `#${row.unit_id}`, code: 'missing_unit', position: null }) as const)
  const found = new Set(statements.triggers.all().map((row) => row.name))
  const guards = appendOnlyTables.flatMap((table) => [`${table}_no_update`, `${table}_no_delete`])
  const gone = guards.filter((name) => !found.has(name))
  return [...strays, ...gone.map((name) => ({ unit: name, code: 'missing_trigger', position: null }) as const)]
}

type Statements = ReturnType<typeof prepareVerify>

interface Walked {
  readonly size: number
  readonly head: Buffer
  /** The hash at each size that a checkpoint was signed at. */
  readonly hashes: ReadonlyMap<number, Buffer>
  readonly problems: readonly LedgerProblem[]
}

/** Walks to the end or to the first bad record: what follows a bad one proves nothing. */
function walkChain(unit: UnitRow, statements: Statements, count: () => void): Walked {
  const signed = new Set(statements.checkpoints.all(unit.id).map((row) => row.size))
  const hashes = new Map<number, Buffer>()
  const genesis = genesisHash(unit.ledger_key)
  let [size, head] = [0, genesis]
  for (const row of statements.ledger.iterate(unit.id)) {
    const code = recordProblem(row, { size, head }, statements.answers.all(unit.id, row.response_id))
    if (code !== null) return { size, head, hashes, problems: [{ unit: unit.code, code, position: size + 1 }] }
    size = row.position
    head = row.hash
    if (signed.has(size)) hashes.set(size, head)
    count()
  }
  return { size, head, hashes, problems: [] }
}

function recordProblem(
  row: LedgerRow,
  before: { readonly size: number; readonly head: Buffer },
  answers: readonly AnswerRow[],
): LedgerProblem['code'] | null {
  if (row.position !== before.size + 1) return 'missing_range'
  if (row.found === 0) return 'missing_record'
  if (row.text !== null && row.salt !== null && row.commitment !== null)
    if (Buffer.compare(sha256(row.salt, row.text), row.commitment) !== 0) return 'changed_comment'
  const expected = chainHash(before.head, canonicalText(ledgerRecordOf(row, answers)))
  return Buffer.compare(expected, row.hash) === 0 ? null : 'changed_record'
}

function checkpointProblems(
  unit: UnitRow,
  statements: Statements,
  { walked, keys }: { readonly walked: Walked; readonly keys: Keys },
): LedgerProblem[] {
  const problems: LedgerProblem[] = []
  for (const { size, hash, day, signature } of statements.checkpoints.all(unit.id)) {
    const at = { unit: unit.code, position: size }
    if (!checkpointHolds({ ledgerKey: unit.ledger_key, size, hash, day }, signature, keys))
      problems.push({ ...at, code: 'bad_checkpoint' })
    else if (size > walked.size && walked.problems.length === 0)
      problems.push({ ...at, code: 'cut_tail', position: walked.size + 1 })
    else if (size <= walked.size && Buffer.compare(walked.hashes.get(size) ?? Buffer.alloc(0), hash) !== 0)
      problems.push({ ...at, code: 'bad_hash' })
  }
  return problems.slice(0, 1)
}

function prepareVerify(file: SqliteFile.Database) {
  const db = kyselyOver(file)
  const slot = null
  const prepare = <Row>(query: CompiledQuery<Row>) => file.prepare<unknown[], Row>(query.sql)
  return {
    units: prepare(sql<UnitRow>`select id, code, ledger_key from unit order by code`.compile(db)),
    ledger: prepare(
      sql<LedgerRow>`select l.position, l.hash, l.response_id, r.id is not null as found, ${storedColumns}
        from ledger as l
        left join response as r on r.unit_id = l.unit_id and r.id = l.response_id
        left ${storedJoins}
        where l.unit_id = ${slot}
        order by l.position`.compile(db),
    ),
    answers: prepare(
      sql<AnswerRow>`select criterion, level from answer
        where unit_id = ${slot} and response_id = ${slot} order by criterion`.compile(db),
    ),
    received: prepare(
      sql<{ day: string }>`select day from (
          select local_date as day, count(*) as n from response where unit_id = ${slot} group by 1
          union all
          select day, -sum(received) as n from received_day where unit_id = ${slot} group by 1
        ) as counted group by day having sum(n) <> 0 limit 1`.compile(db),
    ),
    strays: prepare(
      sql<{ unit_id: number }>`select distinct unit_id from checkpoint
        where unit_id not in (select id from unit)
        union select distinct unit_id from received_day where unit_id not in (select id from unit)`.compile(db),
    ),
    triggers: prepare(sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.compile(db)),
    checkpoints: prepare(
      sql<CheckpointRow>`select size, hash, day, signature from checkpoint
        where unit_id = ${slot} order by size`.compile(db),
    ),
    unrecorded: prepare(
      sql<{ position: number }>`select 1 as position from response as r
        where r.unit_id = ${slot} and r.id not in (select l.response_id from ledger as l where l.unit_id = ${slot})
        limit 1`.compile(db),
    ),
  }
}
