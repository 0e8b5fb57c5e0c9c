import type Sqlite from 'better-sqlite3'
import type { Snapshot } from '../database.ts'
import type { Trigger } from '../portable.ts'
import { triggerText } from '../portable.ts'
import { connectReadOnly } from './connect.ts'
import { kyselyOver } from './dialect.ts'
import { prepareSqlite } from './statements.ts'

/** What `openSnapshot` opens where the store is an SQLite file: a read transaction that lasts until it is closed. */
export function openSqliteSnapshot(file: string): Snapshot {
  const connection = connectReadOnly(file)
  connection.exec('begin')
  const kysely = kyselyOver(connection)
  return {
    db: kysely,
    statement: (build) => prepareSqlite({ connection, kysely, rows: 'objects' }, build),
    listStatement: (build) => prepareSqlite({ connection, kysely, rows: 'lists' }, build),
    damage: () => damageOf(connection),
    triggers: () => triggersOf(connection),
    close: () => {
      connection.close()
    },
  }
}

function triggersOf(connection: Sqlite.Database): Trigger[] {
  const rows = connection.prepare<[], { name: string; sql: string }>(
    `select name, sql from sqlite_master where type = 'trigger'`,
  )
  return rows.all().map(({ name, sql }) => ({ name, text: triggerText(sql) }))
}

function damageOf(connection: Sqlite.Database): string[] {
  const lines = connection.prepare<[], { integrity_check: string }>('pragma integrity_check(100)').all()
  const found = lines.map((line) => line.integrity_check).filter((line) => line !== 'ok')
  const strays = connection.prepare<[], { table: string }>('pragma foreign_key_check').all()
  return [...found, ...strays.slice(0, 1).map((stray) => `foreign key of ${stray.table}`)]
}
