import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { civilDate } from '#core/time/period'
import { syncFile, syncFolder } from '../../store/engine/sqlite/copy.ts'
import type { Inspected } from '../../store/operations/inspect.ts'
import { inspectDatabase } from '../../store/operations/inspect.ts'
import { lockFolder } from '../../store/engine/sqlite/lock.ts'
import { beginAnew } from '../../store/operations/reset-after-restore.ts'
import { filesIn } from '../../cli/open.ts'
import type { CopyOrder } from './restore-copy.ts'
import { RestoreRefused } from './restore-copy.ts'

export interface RestoreOrder extends CopyOrder {
  readonly dataDir: string
  readonly now: number
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

type Check = (order: CopyOrder, target: string) => Promise<Inspected>

/**
 * Makes a checked copy of the backup the database of the folder. The old one is kept aside first, and there is a whole
 * database at every moment, also when the power fails in between.
 * @throws FolderInUseError while a server runs; RestoreRefused
 */
export async function putInPlace(order: RestoreOrder, check: Check): Promise<Restored> {
  mkdirSync(order.dataDir, { recursive: true, mode: 0o700 })
  const files = filesIn(order.dataDir)
  const unlock = lockFolder(files.lock)
  const fresh = `${files.database}.phuc-hoi`
  try {
    const isThere = existsSync(files.database)
    if (isThere && !order.replace) throw new RestoreRefused('data_there', files.database)
    removeDatabase(fresh)
    const inspected = await check(order, fresh)
    const before = isThere ? await lookAtOld(files.database, civilDate(order.now)) : null
    await beginAnew(fresh, { file: basename(order.file), at: new Date(order.now).toISOString() })
    syncFile(fresh)
    const aside = isThere ? keepAside(files.database, order) : null
    renameSync(fresh, files.database)
    syncFolder(order.dataDir)
    return {
      ...{ from: order.file, responses: inspected.responses, aside, newer: before && newerThan(inspected, before) },
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
async function lookAtOld(file: string, today: string): Promise<Inspected | null> {
  try {
    const inspected = await inspectDatabase(file, today)
    return inspected.damage.length > 0 ? null : inspected
  } catch {
    return null
  }
}

/** Gives the old files a second name; only what belongs to no database any more is then removed. */
function keepAside(file: string, { dataDir, now }: RestoreOrder): string {
  const moment = new Date(now + 7 * 3_600_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const aside = join(dataDir, `truoc-phuc-hoi-${moment}`)
  mkdirSync(aside, { mode: 0o700 })
  for (const part of parts)
    if (existsSync(`${file}${part}`)) nameAgain(`${file}${part}`, join(aside, basename(file) + part))
  syncFolder(aside)
  syncFolder(dataDir)
  // The log of the old database must not be taken into the restored one.
  for (const part of ['-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
  return aside
}

function nameAgain(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    // A disk without links, such as FAT.
    copyFileSync(from, to)
    syncFile(to)
  }
}

/** Records the old ledgers have beyond the restored ones, unit by unit. */
function newerThan(restored: Inspected, old: Inspected): { responses: number; audit: number } {
  const sizes = new Map(restored.verification.units.map(({ unit, size }) => [unit, size]))
  const more = old.verification.units.map(({ unit, size }) => Math.max(0, size - (sizes.get(unit) ?? 0)))
  const audit = Math.max(0, old.verification.audit.size - restored.verification.audit.size)
  return { responses: more.reduce((sum, count) => sum + count, 0), audit }
}
