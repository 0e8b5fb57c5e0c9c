import { copyFileSync } from 'node:fs'
import type Sqlite from 'better-sqlite3'
import { tamperWith } from './tamper.ts'

let copies = 0

/**
 * A copy of a database on which somebody with full power has worked, guards dropped and put back.
 *
 * @param last statements to run once the guards stand again
 */
export function tamperedCopy(original: string, work: (file: Sqlite.Database) => unknown, last = ''): string {
  const copy = `${original}.tampered-${++copies}`
  tamperWith(original, (file) => file.pragma('wal_checkpoint(TRUNCATE)'))
  copyFileSync(original, copy)
  tamperWith(copy, (file) => {
    const guards = file
      .prepare<[], { name: string; sql: string }>(`select name, sql from sqlite_master where type = 'trigger'`)
      .all()
    file.pragma('foreign_keys = OFF')
    for (const { name } of guards) file.exec(`drop trigger ${name}`)
    work(file)
    for (const { sql } of guards) file.exec(sql)
    file.exec(last)
  })
  return copy
}
