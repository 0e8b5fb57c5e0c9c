import { sql } from 'kysely'
import type { Database, OpenOptions } from '../database.ts'
import { StorageTroubleError } from '../trouble.ts'
import { connect } from './connect.ts'
import { kyselyOver } from './dialect.ts'
import { createFileWatch } from './file-watch.ts'
import { openSqliteSnapshot } from './snapshot.ts'
import { prepareSqlite } from './statements.ts'
import { createWriteLock } from './write-lock.ts'

/** What `openDatabase` opens where the store is an SQLite file. */
export function openSqlite(file: string, options: OpenOptions): Database {
  const writing = connect(file, options)
  const reading = connect(file, { ...options, readonly: true })
  const lock = createWriteLock(writing)
  const isUnmoved = createFileWatch(file)
  const beforeCommit = (): void => {
    if (!isUnmoved()) throw new StorageTroubleError('moved')
  }
  const db = kyselyOver(writing, { begin: lock.take, beforeCommit })
  const reads = kyselyOver(reading)
  return {
    file,
    db,
    reads,
    statement: (build) => prepareSqlite({ connection: writing, kysely: db, rows: 'objects' }, build),
    readStatement: (build) => prepareSqlite({ connection: reading, kysely: reads, rows: 'objects' }, build),
    transaction: (work) => db.transaction().execute(work),
    snapshot: () => openSqliteSnapshot(file),
    trouble: async () => {
      if (!isUnmoved()) return 'moved'
      return (await lock.isFree()) ? null : 'locked'
    },
    ping: async () => {
      await sql`select 1`.execute(reads)
    },
    close: async () => {
      await reads.destroy()
      // Kysely closes only what it has used; the writing connection goes last, to take the WAL into the file.
      reading.close()
      await db.destroy()
      writing.close()
    },
  }
}
