import type Sqlite from 'better-sqlite3'
import { SqliteFile } from '../../server/store/engine/sqlite/driver.ts'

/** Opens a file past every check of the store, to break it as somebody with full power over the machine could. */
export function tamperWith<T>(file: string, work: (connection: Sqlite.Database) => T): T {
  const connection = new SqliteFile(file)
  try {
    return work(connection)
  } finally {
    connection.close()
  }
}
