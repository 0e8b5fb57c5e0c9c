import { appendOnlyTables } from '../../../migrations/index.ts'
import { guardsOf } from '../engine/portable.ts'
import { missingCheckpoint } from './checkpoints/checkpoint-links.ts'
import { CHECKPOINT_EVERY } from './ledger.ts'
import { referenceProblems } from './checkpoints/reference-digest.ts'
import type { Snapshot } from '../engine/database.ts'
import type { Keys } from './keys.ts'
import type { LedgerProblem, Verification, VerifiedUnit } from './verification.ts'
import { verifyAudit } from './verify-audit.ts'
import { checkpointProblems, walkChain } from './verify-chain.ts'
import type { LedgerUnit, VerifyStatements } from './verify-statements.ts'
import { prepareVerify } from './verify-statements.ts'
import { waitingProblems } from './verify-waiting.ts'

export interface VerifyOptions {
  readonly keys: Keys
  /** Civil day by the clock. */
  readonly today: string
  /** Told how many records have been checked, now and then. */
  readonly progress?: (checked: number) => void
}

/** The guards of all facts as the steps of the database make them. */
const guards = appendOnlyTables.flatMap(guardsOf)

/** Records between two reports of progress. */
const PROGRESS_EVERY = 20_000

/**
 * Recomputes every chain, the audit's too, from the stored records and holds it against the signed checkpoints, then
 * looks at what waits.
 */
export async function verifyLedgers(
  snapshot: Snapshot,
  { keys, today, progress }: VerifyOptions,
): Promise<Verification> {
  const statements = prepareVerify(snapshot)
  const units: VerifiedUnit[] = []
  const problems: LedgerProblem[] = []
  let checked = 0
  for (const unit of await statements.units.all()) {
    const walked = await walkChain(unit, statements, () => {
      checked += 1
      if (checked % PROGRESS_EVERY === 0) progress?.(checked)
    })
    const { size, head } = walked
    units.push({ unit: unit.code, size, head: size === 0 ? null : head.toString('hex') })
    const ofChain = [...walked.problems, ...(await checkpointProblems(unit, statements, { walked, keys }))]
    const whole = ofChain.length === 0
    const unsigned = whole ? await unsignedProblem(snapshot, { unit, size, statements }, keys) : null
    problems.push(...ofChain, ...(unsigned ? [unsigned] : []), ...(await countProblems(unit, statements, whole)))
  }
  // Of a unit whose chain is broken, what waits proves nothing.
  const broken = new Set(problems.map(({ unit }) => unit))
  problems.push(...(await waitingProblems(snapshot, today)).filter(({ unit }) => !broken.has(unit)))
  const ofReference = await referenceProblems(snapshot)
  const { problems: ofAudit, notes, ...audit } = await verifyAudit(snapshot, keys)
  problems.push(...ofAudit, ...(await missingUnits(statements)), ...ofReference, ...(await triggerProblems(snapshot)))
  return { ok: problems.length === 0, units, audit, problems, notes }
}

/** Responses outside the chain, and days whose count of received responses is not theirs (said of a whole chain only). */
async function countProblems(
  unit: LedgerUnit,
  statements: VerifyStatements,
  chainIsWhole: boolean,
): Promise<LedgerProblem[]> {
  const of = { unitId: unit.id }
  const at = { unit: unit.code, position: null }
  if (await statements.unrecorded.first(of)) return [{ ...at, code: 'unrecorded_response' }]
  if (!chainIsWhole) return []
  const differing = (await statements.received.first(of)) ?? (await statements.receivedByHalfMonth.first(of))
  if (differing) return [{ ...at, code: 'received_differs' }]
  const forgotten = await statements.forgotten.first(of)
  if (forgotten) return [{ ...at, code: 'forgotten_comment', position: forgotten.position }]
  return (await statements.withoutIdentity.first(of)) ? [{ ...at, code: 'missing_identity' }] : []
}

/** A checkpoint that was made and is not there, or that is due and was not made: the server signs after each hundred. */
async function unsignedProblem(
  snapshot: Snapshot,
  {
    unit,
    size,
    statements,
  }: { readonly unit: LedgerUnit; readonly size: number; readonly statements: VerifyStatements },
  keys: Keys,
): Promise<LedgerProblem | null> {
  const sizes = (await statements.checkpoints.all({ unitId: unit.id })).map((row) => row.size)
  const missing = await missingCheckpoint(snapshot, { name: unit.code, chain: unit.ledger_key, sizes }, keys)
  if (missing !== null) return missing
  const newest = sizes.at(-1) ?? 0
  if (size - newest < CHECKPOINT_EVERY) return null
  return { unit: unit.code, code: 'missing_checkpoint', position: newest + CHECKPOINT_EVERY }
}

/** Units that rows speak of and that are gone; their id stands in place of a code. */
async function missingUnits(statements: VerifyStatements): Promise<LedgerProblem[]> {
  const strays = await statements.strays.all()
  return strays.map((row) => ({ unit: `#${row.unit_id}`, code: 'missing_unit', position: null }))
}

/**
 * Triggers that guard the facts and are gone, say something else than they were made with, or that nobody made; their name
 * stands in place of a unit.
 */
async function triggerProblems(snapshot: Snapshot): Promise<LedgerProblem[]> {
  const found = new Map((await snapshot.triggers()).map(({ name, text }) => [name, text]))
  const problems: LedgerProblem[] = []
  for (const { name, text } of guards) {
    const code = !found.has(name) ? 'missing_trigger' : found.get(name) === text ? null : 'changed_trigger'
    if (code !== null) problems.push({ unit: name, code, position: null })
    found.delete(name)
  }
  for (const name of found.keys()) problems.push({ unit: name, code: 'foreign_trigger', position: null })
  return problems
}
