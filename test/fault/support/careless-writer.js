// The control of the power cut: a writer with synchronous=NORMAL that says "kept" after each commit, as better-sqlite3
// does by default in WAL mode. Usage: node careless-writer.js FILE; prints the number of each committed row.
import { writeSync } from 'node:fs'
import { createRequire } from 'node:module'

const line = Number.parseInt(process.versions.node, 10) < 22 ? 'better-sqlite3-node20' : 'better-sqlite3'
const SqliteFile = createRequire(import.meta.url)(line)

const file = new SqliteFile(process.argv[2])
file.pragma('journal_mode = WAL')
file.pragma('synchronous = NORMAL')
file.exec('create table if not exists kept (number integer primary key)')
const insert = file.prepare('insert into kept (number) values (?)')
const { last } = file.prepare('select coalesce(max(number), 0) as last from kept').get()
for (let number = last + 1; ; number += 1) {
  insert.run(number)
  writeSync(1, `${number}\n`)
}
