import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SqliteFile } from '../../../server/store/engine/sqlite/driver.ts'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isStorageFailure, openDatabase } from '../../../server/store/engine/database.ts'
import { connect, connectReadOnly } from '../../../server/store/engine/sqlite/connect.ts'
import { officeOfTest } from '../../support/office.ts'

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const held = {
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  secure_delete: 1,
  trusted_schema: 0,
  busy_timeout: 5000,
  wal_autocheckpoint: 4000,
  journal_mode: 'wal',
} as const

describe('every connection', () => {
  test.each(['writing', 'reading', 'read-only'])('holds what the promises rest on: %s', async (kind) => {
    const office = await officeOfTest()
    for (const [pragma, value] of Object.entries(held)) {
      if (kind === 'read-only') {
        const connection = connectReadOnly(office.file)
        expect([pragma, connection.pragma(pragma, { simple: true })]).toEqual([pragma, value])
        connection.close()
        continue
      }
      const db = kind === 'writing' ? office.database.db : office.database.reads
      const found = await sql.raw(`pragma ${pragma}`).execute(db)
      expect([pragma, Object.values(found.rows[0] as object)]).toEqual([pragma, [value]])
    }
  })

  test('that reads cannot write', async () => {
    const office = await officeOfTest()
    const attempt = office.database.reads.deleteFrom('response').execute()
    await expect(attempt).rejects.toThrow(/readonly/)
    const connection = connectReadOnly(office.file)
    expect(() => connection.exec(`update unit set name = 'x'`)).toThrow(/readonly/)
    connection.close()
  })

  test('is refused where a write-ahead log cannot be had', () => {
    expect(() => connect(':memory:')).toThrow('pragma journal_mode is memory, not WAL')
  })

  test('is refused on a file that is no database', () => {
    const file = join(folderOfTest(), 'hai-long.db')
    writeFileSync(file, 'không phải cơ sở dữ liệu '.repeat(100))
    expect(() => connect(file)).toThrow(/not a database/)
  })

  test('asks for less than full durability only when told to', () => {
    const file = join(folderOfTest(), 'a.db')
    const normal = connect(file, { synchronous: 'normal' })
    expect(normal.pragma('synchronous', { simple: true })).toBe(1)
    normal.close()
    const full = connect(file)
    expect(full.pragma('synchronous', { simple: true })).toBe(2)
    full.close()
  })

  test('is closed with the store, and the log is taken into the file', async () => {
    const file = join(folderOfTest(), 'a.db')
    connect(file).close()
    const database = openDatabase(file)
    await database.transaction((trx) => sql`create table a (b text)`.execute(trx))
    await database.close()
    expect([existsSync(`${file}-wal`), existsSync(`${file}-shm`)]).toEqual([false, false])
  })
})

describe('a storage failure', () => {
  test.each([
    ['SQLITE_IOERR_WRITE', true],
    ['SQLITE_IOERR_FSYNC', true],
    ['SQLITE_FULL', true],
    ['SQLITE_CORRUPT', true],
    ['SQLITE_READONLY_DBMOVED', true],
    ['SQLITE_BUSY', false],
    ['SQLITE_CONSTRAINT_PRIMARYKEY', false],
  ])('%s: %s', (code, fatal) => {
    expect(isStorageFailure(new SqliteFile.SqliteError('x', code))).toBe(fatal)
  })

  test('is nothing else', () => {
    expect(isStorageFailure(new Error('SQLITE_IOERR'))).toBe(false)
  })
})
