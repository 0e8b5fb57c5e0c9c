import { chmodSync, copyFileSync, existsSync, statSync } from 'node:fs'
import type { BackupManifest } from '#contract/backups'
import { civilDate } from '#core/time/period'
import { hashOfFile } from '../../files/file-hash.ts'
import { readManifest } from './backup-folder.ts'
import { damageOf, inspectDatabase } from '../../store/operations/inspect.ts'
import type { Inspected } from '../../store/operations/inspect.ts'
import { openReadOnly } from '../../store/engine/database.ts'
import { migrate } from '../../store/engine/migrate.ts'
import { SqliteFile } from '../../store/engine/sqlite/driver.ts'

export type RestoreProblem = 'data_there' | 'no_file' | 'no_manifest' | 'differs' | 'damaged' | 'ledger_broken'

/** Nothing was changed; `detail` is what the system or the check said. */
export class RestoreRefused extends Error {
  readonly problem: RestoreProblem
  readonly detail: string

  constructor(problem: RestoreProblem, detail = '') {
    super(problem)
    this.problem = problem
    this.detail = detail
  }
}

export interface CopyOrder {
  readonly file: string
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly withoutManifest: boolean
  readonly acceptProblems: boolean
}

/**
 * Copies a backup to `target` and checks it there: against its manifest, page by page, and its ledgers; an older one is
 * brought up to date first. @throws RestoreRefused, NewerDatabaseError
 */
export async function checkCopy(order: CopyOrder, target: string): Promise<Inspected> {
  const manifest = manifestFor(order)
  copyFileSync(order.file, target)
  chmodSync(target, 0o600)
  if (manifest !== null && (statSync(target).size !== manifest.bytes || hashOfFile(target) !== manifest.sha256))
    throw new RestoreRefused('differs', order.file)
  checkPages(target)
  await migrate(target)
  // The day of the copy, where it is known: the clock of a new machine may still be wrong.
  const inspected = await inspectDatabase(target, manifest?.day ?? civilDate(order.now))
  if (manifest !== null) compareChains(inspected, manifest)
  const [problem] = inspected.verification.problems
  if (problem && !order.acceptProblems)
    throw new RestoreRefused('ledger_broken', `${problem.unit}: ${problem.code} (${problem.position ?? '-'})`)
  return inspected
}

function manifestFor({ file, withoutManifest }: CopyOrder): BackupManifest | null {
  if (!existsSync(file) || !statSync(file).isFile()) throw new RestoreRefused('no_file', file)
  const manifest = readManifest(file)
  if (manifest === null && !withoutManifest) throw new RestoreRefused('no_manifest', file)
  return manifest
}

/** Before anything is written into it. */
function checkPages(target: string): void {
  try {
    const connection = openReadOnly(target)
    try {
      const [damage] = damageOf(connection)
      if (damage !== undefined) throw new RestoreRefused('damaged', damage)
    } finally {
      connection.close()
    }
  } catch (error) {
    if (error instanceof SqliteFile.SqliteError) throw new RestoreRefused('damaged', error.message)
    throw error
  }
}

/** The ledgers end where they ended when the copy was made. */
function compareChains({ verification }: Inspected, manifest: BackupManifest): void {
  const found = new Map(verification.units.map((unit) => [unit.unit, unit]))
  const other = manifest.units.find(({ unit, size, head }) => {
    const now = found.get(unit)
    return now?.size !== size || now.head !== head
  })
  if (other) throw new RestoreRefused('differs', other.unit)
}
