import type Sqlite from 'better-sqlite3'
import type { OpenOptions } from '../database.ts'
import { SqliteFile } from './driver.ts'

const SYNCHRONOUS = { full: 2, normal: 1 } as const

/**
 * Pages in the write-ahead log (about 16 MiB) before they go into the file. With SQLite's own 1,000 a busy server stops
 * for that at each eighth commit, and writes the pages that many taps share more often; of 2,000 to 16,000, none was better.
 */
const PAGES_PER_CHECKPOINT = 4000

export interface ConnectOptions extends OpenOptions {
  readonly readonly?: boolean
}

/**
 * Opens one connection with every pragma the promises rest on and reads each back.
 * @throws when a pragma does not hold: a store that may lose what it acknowledged must not run.
 */
export function connect(file: string, options: ConnectOptions = {}): Sqlite.Database {
  const connection = new SqliteFile(file, { readonly: options.readonly ?? false })
  const synchronous = options.synchronous ?? 'full'
  const pragmas: readonly (readonly [name: string, value: string, readBack: unknown])[] = [
    ['busy_timeout', '5000', 5000],
    ...(options.readonly ? [] : [['journal_mode', 'WAL', 'wal'] as const]),
    ['synchronous', synchronous, SYNCHRONOUS[synchronous]],
    ['foreign_keys', 'ON', 1],
    ['recursive_triggers', 'ON', 1],
    ['secure_delete', 'ON', 1],
    ['trusted_schema', 'OFF', 0],
    ['wal_autocheckpoint', String(PAGES_PER_CHECKPOINT), PAGES_PER_CHECKPOINT],
  ]
  try {
    for (const [name, value, expected] of pragmas) {
      connection.pragma(`${name} = ${value}`)
      const found: unknown = connection.pragma(name, { simple: true })
      if (found !== expected) throw new Error(`pragma ${name} is ${String(found)}, not ${value}`)
    }
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Opens a connection that cannot write. */
export function connectReadOnly(file: string): Sqlite.Database {
  return connect(file, { readonly: true })
}
