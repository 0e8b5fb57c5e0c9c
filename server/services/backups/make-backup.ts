import { chmodSync, existsSync, realpathSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { BackupManifest } from '#contract/operations'
import type { BackupFailure } from '#core/operations/backup-failure'
import type { Retention } from '#core/operations/backup-retention'
import { civilDate } from '#core/time/civil-time'
import { hashOfFile } from '../../files/file-hash.ts'
import { copyName, dropForsaken, dropSuperfluous, manifestOf } from './backup-folder.ts'
import type { DatabaseFiles } from './database-files.ts'
import { isIn } from './folder-check.ts'
import type { Inspected } from '../../store/operations/inspect.ts'

export interface BackupOrder {
  /** The database to copy; a server may be writing to it. */
  readonly database: string
  readonly folder: string
  /** Folders whose files are served: no backup may lie there. */
  readonly served?: readonly string[]
  /** null: no copy is removed, because the time is uncertain. */
  readonly keep: Retention | null
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Version of the program. */
  readonly app: string
}

export type BackupOutcome =
  | { readonly kind: 'made'; readonly manifest: BackupManifest; readonly removed: readonly string[] }
  | {
      readonly kind: 'failed'
      readonly reason: BackupFailure
      readonly detail: string
      /** There, but not to be trusted alone: a copy of a database whose ledger is broken. */
      readonly manifest: BackupManifest | null
    }

/** Room that must be left beside the copy itself. */
const SPARE_BYTES = 20_000_000

/**
 * Copies the database into the folder, checks the copy, and only then gives it its name. A copy is there with its
 * manifest or not at all; older ones are removed only after a good one was made.
 */
export async function makeBackup(order: BackupOrder, files: DatabaseFiles): Promise<BackupOutcome> {
  const { folder, now } = order
  const problem = folderProblem(order)
  if (problem) return failed(problem, folder)
  const half = join(folder, `${copyName(now)}.${process.pid}.part`)
  try {
    if (order.keep !== null) dropForsaken(folder, now)
    files.copy(order.database, half)
    const inspected = await files.inspect(half, civilDate(now))
    if (inspected.damage.length > 0) return failed('copy_damaged', inspected.damage[0] ?? '')
    const manifest = keepCopy(half, { order, inspected, files })
    if (!manifest.ledgerOk) return { ...failed('ledger_broken', problemOf(inspected)), manifest }
    const removed = order.keep === null ? [] : dropSuperfluous(folder, manifest, order.keep)
    return { kind: 'made', manifest, removed }
  } catch (error) {
    return failed(reasonOf(error), error instanceof Error ? error.message : String(error))
  } finally {
    for (const left of [half, `${half}-journal`]) rmSync(left, { force: true })
  }
}

const failed = (reason: BackupFailure, detail: string) =>
  ({ kind: 'failed', reason, detail, manifest: null }) satisfies BackupOutcome

/** What can be told of the folder before anything is copied. */
function folderProblem({ database, folder, served = [] }: BackupOrder): BackupFailure | null {
  // Never made here: where a disk is not plugged in, its folder would come to lie on the disk of the data.
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return 'folder_missing'
  const way = relative(realpathSync(dirname(database)), realpathSync(folder))
  if (way === '' || !(way.startsWith('..') || resolve(way) === way)) return 'inside_data'
  if (served.some((pages) => existsSync(pages) && isIn(realpathSync(folder), realpathSync(pages))))
    return 'inside_served'
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < statSync(database).size + SPARE_BYTES ? 'no_space' : null
}

interface CheckedCopy {
  readonly order: BackupOrder
  readonly inspected: Inspected
  readonly files: DatabaseFiles
}

/** Gives the copy its name, and the manifest beside it; both are on the disk when this returns. */
function keepCopy(half: string, { order, inspected, files }: CheckedCopy): BackupManifest {
  const { folder, now, app } = order
  const { installation, migration, responses, verification } = inspected
  const file = freeName(folder, copyName(now))
  const manifest: BackupManifest = {
    product: 'hai-long',
    manifest: 1,
    file,
    at: new Date(now).toISOString(),
    day: civilDate(now),
    app,
    migration,
    installation,
    responses,
    bytes: statSync(half).size,
    sha256: hashOfFile(half),
    ledgerOk: verification.ok,
    units: verification.units.map(({ unit, size, head }) => ({ unit, size, head })),
    audit: { size: verification.audit.size, head: verification.audit.head },
  }
  // It holds the keys and the hashes of passwords.
  chmodSync(half, 0o600)
  const target = join(folder, file)
  const draft = `${manifestOf(target)}.part`
  writeFileSync(draft, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  files.syncFile(draft)
  // The manifest first: a manifest without its copy is nothing, a copy without its manifest would look like one.
  renameSync(draft, manifestOf(target))
  files.syncFolder(folder)
  renameSync(half, target)
  files.syncFolder(folder)
  return manifest
}

/** Two copies of one second get names of their own. */
function freeName(folder: string, name: string): string {
  const names = [name, ...Array.from({ length: 20 }, (_, index) => name.replace('.db', `-${index + 2}.db`))]
  const isFree = (candidate: string): boolean =>
    [join(folder, candidate), manifestOf(join(folder, candidate))].every((path) => !existsSync(path))
  return names.find(isFree) ?? name
}

const problemOf = ({ verification }: Inspected): string =>
  verification.problems.map(({ unit, code, position }) => `${unit}: ${code} (${position ?? '-'})`)[0] ?? ''

function reasonOf(error: unknown): BackupFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) return 'no_space'
  if (/^(EACCES|EPERM|EROFS|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code)) return 'folder_not_writable'
  if (/^(SQLITE_CORRUPT|SQLITE_NOTADB)/.test(code)) return 'copy_damaged'
  return 'copy_failed'
}
