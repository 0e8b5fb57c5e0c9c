import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { civilDate, civilStamp } from '#core/time/civil-time'
import type { Inspected } from '../../store/operations/inspect.ts'
import type { DatabaseFiles } from './database-files.ts'
import { dropMarker } from './end-marker.ts'
import type { CopyOrder, RestoreRefusal } from './restore-copy.ts'
import { checkCopy } from './restore-copy.ts'

export interface RestoreOrder extends CopyOrder {
  readonly dataDir: string
  /** The database of the folder, and the file whose lock keeps a server off. */
  readonly data: { readonly database: string; readonly lock: string }
  /** Whether data that is there may be moved aside. */
  readonly replace: boolean
}

export interface Restored {
  readonly from: string
  readonly responses: number
  /** Where the data that was there went; null when there was none. */
  readonly aside: string | null
  /** What it held beyond the backup; null when it could not be read. */
  readonly newer: { readonly responses: number; readonly audit: number } | null
  /** The backup is of another installation than the data that was there. */
  readonly otherInstallation: boolean
}

/**
 * Makes a checked copy of the backup the database of the folder. The old one is kept aside first, and there is a whole
 * database at every moment, also when the power fails in between.
 * @throws while a server has the folder, and when a newer version wrote the backup
 */
export async function replaceDatabase(order: RestoreOrder, files: DatabaseFiles): Promise<Restored | RestoreRefusal> {
  const { dataDir } = order
  const { database, lock } = order.data
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const unlock = files.lockFolder(lock)
  const fresh = `${database}.phuc-hoi`
  try {
    const isThere = existsSync(database)
    if (isThere && !order.replace) return { problem: 'data_there', detail: database }
    removeDatabase(fresh)
    const inspected = await checkCopy(order, fresh, files)
    if ('problem' in inspected) return inspected
    const before = isThere ? await inspectOld(database, civilDate(order.now), files) : null
    await files.resetAfterRestore(fresh, { file: basename(order.file), at: new Date(order.now).toISOString() })
    files.syncFile(fresh)
    const aside = isThere ? keepAside(order, files) : null
    dropMarker(dataDir)
    renameSync(fresh, database)
    files.syncFolder(dataDir)
    return {
      from: order.file,
      responses: inspected.responses,
      aside,
      newer: before && newerThan(inspected, before),
      otherInstallation: before !== null && before.installation !== inspected.installation,
    }
  } finally {
    removeDatabase(fresh)
    unlock()
  }
}

const parts = ['', '-wal', '-shm'] as const

const removeDatabase = (file: string): void => {
  for (const part of [...parts, '-journal']) rmSync(`${file}${part}`, { force: true })
}

/** Counts what is in the old files, with their log, and leaves them as they are. @returns null when they cannot be read */
async function inspectOld(file: string, today: string, files: DatabaseFiles): Promise<Inspected | null> {
  try {
    const inspected = await files.inspect(file, today)
    return inspected.damage.length > 0 ? null : inspected
  } catch {
    return null
  }
}

/** Gives the old files a second name; only what belongs to no database any more is then removed. */
function keepAside({ dataDir, data, now }: RestoreOrder, files: DatabaseFiles): string {
  const file = data.database
  const wanted = join(dataDir, `truoc-phuc-hoi-${civilStamp(now)}`)
  // A second try within the same second, or after the clock was set back.
  const names = [wanted, ...Array.from({ length: 50 }, (_, index) => `${wanted}-${index + 2}`)]
  const aside = names.find((name) => !existsSync(name)) ?? wanted
  mkdirSync(aside, { mode: 0o700 })
  for (const part of parts)
    if (existsSync(`${file}${part}`)) linkAgain(`${file}${part}`, join(aside, basename(file) + part), files)
  files.syncFolder(aside)
  files.syncFolder(dataDir)
  // The log of the old database must not be taken into the restored one.
  for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
  return aside
}

function linkAgain(from: string, to: string, files: DatabaseFiles): void {
  try {
    linkSync(from, to)
  } catch {
    // A disk without links, such as FAT.
    copyFileSync(from, to)
    files.syncFile(to)
  }
}

/** Records the old ledgers have beyond the restored ones, unit by unit. */
function newerThan(restored: Inspected, old: Inspected): { responses: number; audit: number } {
  const sizes = new Map(restored.verification.units.map(({ unit, size }) => [unit, size]))
  const more = old.verification.units.map(({ unit, size }) => Math.max(0, size - (sizes.get(unit) ?? 0)))
  const audit = Math.max(0, old.verification.audit.size - restored.verification.audit.size)
  return { responses: more.reduce((sum, count) => sum + count, 0), audit }
}
