import { appendOnlyTables } from '../../../migrations/index.ts'
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
    problems.push(...ofChain, ...(await countProblems(unit, statements, ofChain.length === 0)))
  }
  // Of a unit whose chain is broken, what waits proves nothing.
  const broken = new Set(problems.map(({ unit }) => unit))
  problems.push(...(await waitingProblems(snapshot, today)).filter(({ unit }) => !broken.has(unit)))
  const { problems: ofAudit, notes, ...audit } = await verifyAudit(snapshot, keys)
  problems.push(...ofAudit, ...(await missingUnits(statements)), ...(await missingTriggers(snapshot)))
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
  return differing ? [{ ...at, code: 'received_differs' }] : []
}

/** Units that rows speak of and that are gone; their id stands in place of a code. */
async function missingUnits(statements: VerifyStatements): Promise<LedgerProblem[]> {
  const strays = await statements.strays.all()
  return strays.map((row) => ({ unit: `#${row.unit_id}`, code: 'missing_unit', position: null }))
}

/** Triggers that guard the facts and are gone; their name stands in place of a unit. */
async function missingTriggers(snapshot: Snapshot): Promise<LedgerProblem[]> {
  const found = new Set(await snapshot.triggers())
  const guards = appendOnlyTables.flatMap((table) => [`${table}_no_update`, `${table}_no_delete`])
  return guards
    .filter((name) => !found.has(name))
    .map((name) => ({ unit: name, code: 'missing_trigger', position: null }))
}
