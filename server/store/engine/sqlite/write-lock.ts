import { setTimeout as pause } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'
import { StorageTroubleError } from '../trouble.ts'
import { SqliteFile } from './driver.ts'

/** Waits for the lock between tries, so that the thread serves everybody else meanwhile. */
const PAUSE_MS = 20
/** A lock is waited for so long; whoever comes when it has been held for that long already is told at once. */
const LONGEST_WAIT_MS = 5_000
const WAIT_OF_LATER_MS = 100
/** A command beside the server holds the lock for a twentieth of a second: a lock held longer than this is told. */
const USUAL_HOLD_MS = 1_000

/** The one lock for writing that SQLite has. */
export interface WriteLock {
  /** Begins a transaction that has the lock. @throws StorageTroubleError when another program keeps it */
  take(): Promise<void>
  /** Whether a transaction could begin, or is at work; waits a second at most. */
  isFree(): Promise<boolean>
}

/** `busy_timeout` would stop the thread for as long as it waits: for the start of a transaction it is set aside. */
export function createWriteLock(connection: Sqlite.Database): WriteLock {
  const [atOnce, usual] = [0, 5_000].map((ms) => connection.prepare(`pragma busy_timeout = ${ms}`))
  const begin = connection.prepare('begin immediate')
  let heldSince: number | null = null

  const isTaken = (): boolean => {
    atOnce?.get()
    try {
      begin.run()
      heldSince = null
      return true
    } catch (error) {
      if (!(error instanceof SqliteFile.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error
      heldSince ??= performance.now()
      return false
    } finally {
      usual?.get()
    }
  }

  return {
    take: async () => {
      const isLate = heldSince !== null && performance.now() - heldSince >= LONGEST_WAIT_MS
      const until = performance.now() + (isLate ? WAIT_OF_LATER_MS : LONGEST_WAIT_MS)
      while (!isTaken()) {
        if (performance.now() >= until) throw new StorageTroubleError('locked')
        await pause(PAUSE_MS)
      }
    },
    isFree: async () => {
      while (!connection.inTransaction) {
        if (isTaken()) {
          connection.exec('rollback')
          return true
        }
        if (heldSince !== null && performance.now() - heldSince >= USUAL_HOLD_MS) return false
        await pause(PAUSE_MS)
      }
      return true
    },
  }
}
