import { canonicalText } from '#core/ledger/record'
import type { Keys } from './keys.ts'
import { checkpointHolds, sha256 } from './keys.ts'
import { chainHash, genesisHash } from './ledger.ts'
import type { AnswerRow } from './records.ts'
import { ledgerRecordOf } from './records.ts'
import type { LedgerProblem } from './verification.ts'
import type { LedgerRow, LedgerUnit, VerifyStatements } from './verify-statements.ts'

/** How far a unit's chain was followed. */
export interface WalkedChain {
  readonly size: number
  readonly head: Buffer
  /** The hash at each size that a checkpoint was signed at. */
  readonly hashes: ReadonlyMap<number, Buffer>
  readonly problems: readonly LedgerProblem[]
}

/**
 * Walks to the end or to the first bad record: what follows a bad one proves nothing.
 * @param count called for each good record
 */
export async function walkChain(
  unit: LedgerUnit,
  statements: VerifyStatements,
  count: () => void,
): Promise<WalkedChain> {
  const signed = new Set((await statements.checkpoints.all({ unitId: unit.id })).map((row) => row.size))
  const hashes = new Map<number, Buffer>()
  let size = 0
  let head = genesisHash(unit.ledger_key)
  for await (const row of statements.ledger.iterate({ unitId: unit.id })) {
    const answers = await statements.answers.all({ unitId: unit.id, id: row.response_id })
    const code = recordProblem(row, { size, head }, answers)
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

/** Holds a chain against its signed checkpoints; the first problem alone is named. */
export async function checkpointProblems(
  unit: LedgerUnit,
  statements: VerifyStatements,
  { walked, keys }: { readonly walked: WalkedChain; readonly keys: Keys },
): Promise<LedgerProblem[]> {
  for (const { size, hash, day, signature } of await statements.checkpoints.all({ unitId: unit.id })) {
    const at = { unit: unit.code, position: size }
    if (!checkpointHolds({ ledgerKey: unit.ledger_key, size, hash, day }, signature, keys))
      return [{ ...at, code: 'bad_checkpoint' }]
    if (size > walked.size && walked.problems.length === 0)
      return [{ ...at, code: 'cut_tail', position: walked.size + 1 }]
    if (size <= walked.size && Buffer.compare(walked.hashes.get(size) ?? Buffer.alloc(0), hash) !== 0)
      return [{ ...at, code: 'bad_hash' }]
  }
  return []
}
