import { sql } from 'kysely'
import { redateProblems } from '../clock/verify-redates.ts'
import { devicesAhead } from '../devices/devices-ahead.ts'
import type { Snapshot } from '../engine/database.ts'
import type { HeldEnd } from '../ledger/held-ends.ts'
import { heldEndProblems } from '../ledger/held-ends.ts'
import type { LedgerProblem, Verification } from '../ledger/verification.ts'
import type { VerifyOptions } from '../ledger/verify.ts'
import { verifyLedgers } from '../ledger/verify.ts'
import { compareTable, tallyTables } from '../ratings/rebuild.ts'

export interface VerifyDatabaseOptions extends VerifyOptions {
  /** Where chains stood once, kept outside the file. */
  readonly against?: readonly HeldEnd[]
  /**
   * Whether it is held against what kiosks say they have seen too. A copy is not: it is whole by what is in it, and after a
   * restore, or through a stolen kiosk, none could be made any more.
   */
  readonly withDevices?: boolean
}

/**
 * Everything that can be known from the file: its ledgers and its audit, what is counted as received, and whether the
 * figures are what the released responses add up to. And whether it holds what kiosks have seen, and what is given.
 */
export async function verifyDatabase(snapshot: Snapshot, options: VerifyDatabaseOptions): Promise<Verification> {
  const verification = await verifyLedgers(snapshot, options)
  // Of a unit whose records are not what they were, its figures prove nothing.
  const broken = new Set(verification.problems.map(({ unit }) => unit))
  const differing = (await tallyProblems(snapshot)).filter(({ unit }) => !broken.has(unit))
  const seen = options.withDevices ? await devicesAhead(snapshot.db) : []
  const ahead = seen.map(({ unit, size }): LedgerProblem => ({
    unit,
    code: 'device_ahead',
    position: size,
  }))
  const moved = await redateProblems(snapshot)
  const held = await heldEndProblems(snapshot, options.against ?? [])
  const problems = [...verification.problems, ...moved, ...differing, ...ahead, ...held]
  return { ...verification, ok: problems.length === 0, problems }
}

async function tallyProblems(snapshot: Snapshot): Promise<LedgerProblem[]> {
  const ids = new Set<number>()
  for (const table of tallyTables)
    for (const { unit_id } of (await compareTable(snapshot, table)).corrections) ids.add(Number(unit_id))
  const code = snapshot.statement<{ readonly id: number }, { code: string }>(
    (p) => sql`select code from unit where id = ${p('id')}`,
  )
  const problems: LedgerProblem[] = []
  for (const id of ids)
    problems.push({ unit: (await code.first({ id }))?.code ?? `#${id}`, code: 'tallies_differ', position: null })
  return problems
}
