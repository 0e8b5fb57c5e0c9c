import { chmodSync, copyFileSync, existsSync, statSync } from 'node:fs'
import type { BackupManifest } from '#contract/operations'
import { civilDate } from '#core/time/civil-time'
import { hashOfFile } from '../../files/file-hash.ts'
import { readManifest } from './backup-folder.ts'
import type { Inspected } from '../../store/operations/inspect.ts'
import type { DatabaseFiles } from './database-files.ts'

export type RestoreProblem = 'data_there' | 'no_file' | 'no_manifest' | 'differs' | 'damaged' | 'ledger_broken'

/** Nothing was changed; `detail` is what the system or the check said. */
export interface RestoreRefusal {
  readonly problem: RestoreProblem
  readonly detail: string
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
 * brought up to date first. @throws when a newer version wrote it
 */
export async function checkCopy(
  order: CopyOrder,
  target: string,
  files: DatabaseFiles,
): Promise<Inspected | RestoreRefusal> {
  const { file } = order
  if (!existsSync(file) || !statSync(file).isFile()) return { problem: 'no_file', detail: file }
  const manifest = readManifest(file)
  if (manifest === null && !order.withoutManifest) return { problem: 'no_manifest', detail: file }
  copyFileSync(file, target)
  chmodSync(target, 0o600)
  if (manifest !== null && !isAsMade(target, manifest)) return { problem: 'differs', detail: file }
  // Before anything is written into it.
  const [damage] = await files.damage(target)
  if (damage !== undefined) return { problem: 'damaged', detail: damage }
  await files.migrate(target)
  // The day of the copy, where it is known, because the clock of a new machine may still be wrong.
  const inspected = await files.inspect(target, manifest?.day ?? civilDate(order.now))
  const other = manifest && otherLedger(inspected, manifest)
  if (other) return { problem: 'differs', detail: other }
  const [broken] = inspected.verification.problems
  if (!broken || order.acceptProblems) return inspected
  return { problem: 'ledger_broken', detail: `${broken.unit}: ${broken.code} (${broken.position ?? '-'})` }
}

const isAsMade = (target: string, { bytes, sha256 }: BackupManifest): boolean =>
  statSync(target).size === bytes && hashOfFile(target) === sha256

/** @returns a unit whose ledger does not end where it ended when the copy was made; null when all do */
function otherLedger({ verification }: Inspected, { units }: BackupManifest): string | null {
  const found = new Map(verification.units.map((unit) => [unit.unit, unit]))
  const other = units.find(({ unit, size, head }) => {
    const now = found.get(unit)
    return now?.size !== size || now.head !== head
  })
  return other?.unit ?? null
}
