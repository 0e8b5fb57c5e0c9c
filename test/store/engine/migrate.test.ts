import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { connect } from '../../../server/store/engine/sqlite/connect.ts'
import { kyselyOver } from '../../../server/store/engine/sqlite/dialect.ts'
import {
  COPIES_FOLDER,
  migrate,
  MigrationFailedError,
  needsMigration,
  NewerDatabaseError,
} from '../../../server/store/engine/migrate.ts'
import { sqliteEngine } from '../../../server/store/engine/portable.ts'
import { prepareDatabase } from '../../../server/databases.ts'
import { startFailure } from '../../../server/start-failures.ts'
import { countsOf, rowsOf, tablesOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

const names = migrations.map(({ name }) => name)
/** The steps of the first release, and those that came after it. */
const [first, later] = [migrations.slice(0, 3), names.slice(3)]

function fileOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-migrate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'hai-long.db')
}

/** A file as the first release left it, with one office. */
async function olderFile(): Promise<string> {
  const file = fileOfTest()
  const db = kyselyOver(connect(file))
  for (const step of first) await step.up(db, sqliteEngine)
  await db.destroy()
  tamperWith(file, (connection) => {
    connection.exec(`insert into unit values (1, 'van-phong', 'Bộ phận Một cửa', null, 'key', null, 30)`)
    connection.exec('create table migration (name text primary key)')
    for (const { name } of first) connection.exec(`insert into migration values ('${name}')`)
  })
  return file
}

const schemaOf = (file: string) => rowsOf(file, 'select type, name, sql from sqlite_master order by name')
const copiesOf = (file: string): string[] => {
  const folder = join(dirname(file), COPIES_FOLDER)
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
}

describe('a new file', () => {
  test('gets every step in order, and no copy', async () => {
    const file = fileOfTest()
    expect(await needsMigration(file)).toBe(true)
    expect(await migrate(file)).toEqual(names)
    expect(await needsMigration(file)).toBe(false)
    expect(rowsOf(file, 'select name from migration order by name').map((row) => row['name'])).toEqual(names)
    expect(copiesOf(file)).toEqual([])
  })

  test('has strict tables only', async () => {
    const file = fileOfTest()
    await migrate(file)
    const loose = rowsOf(file, `select name from pragma_table_list where schema = 'main' and strict = 0`)
    expect(loose.map((row) => row['name']).sort()).toEqual(['migration', 'sqlite_schema'])
  })

  test('is filled once: an office, its areas, keys of its own', async () => {
    const [file, other] = [fileOfTest(), fileOfTest()]
    await prepareDatabase(file)
    const counts = countsOf(file)
    expect(counts).toMatchObject({ unit: 1, secret: 2, response: 0, account: 0, migration: names.length })
    await prepareDatabase(file)
    expect(countsOf(file)).toEqual(counts)
    await prepareDatabase(other)
    const keys = [file, other].flatMap((each) =>
      rowsOf(each, 'select value from secret').map(({ value }) => String(value)),
    )
    expect(new Set(keys).size).toBe(4)
  })

  test('that is up to date is left alone', async () => {
    const file = fileOfTest()
    await migrate(file)
    const before = readFileSync(file)
    expect(await migrate(file)).toEqual([])
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})

describe('an older file', () => {
  test('gets what it lacks, after a copy of what was there', async () => {
    const file = await olderFile()
    const before = schemaOf(file)
    expect(await needsMigration(file)).toBe(true)
    expect(await migrate(file)).toEqual(later)
    expect(tablesOf(file)).toEqual(expect.arrayContaining(['setting', 'site']))
    expect(countsOf(file)['unit']).toBe(1)
    expect(copiesOf(file)).toHaveLength(1)
    const copy = copiesOf(file)[0]!
    expect(schemaOf(copy)).toEqual(before)
    expect(countsOf(copy)['unit']).toBe(1)
  })

  test('stays as it was when a step fails in the middle', async () => {
    const file = await olderFile()
    tamperWith(file, (connection) => connection.exec('create table setting (in_the_way text)'))
    const [before, rows] = [schemaOf(file), countsOf(file)]
    await expect(migrate(file)).rejects.toThrow('setting already exists')
    expect(schemaOf(file)).toEqual(before)
    expect(countsOf(file)).toEqual(rows)
    tamperWith(file, (connection) => connection.exec('drop table setting'))
    expect(await migrate(file)).toEqual(later)
  })

  test('whose upgrade failed has a copy, and the words say where and how to go on', async () => {
    const file = await olderFile()
    const failing = { name: '9000-next', up: () => Promise.reject(new Error('no such thing')) }
    const failure: unknown = await migrate(file, [...migrations, failing]).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MigrationFailedError)
    expect(failure).toMatchObject({ message: 'no such thing', copy: copiesOf(file)[0] })
    const words = startFailure(failure, { port: 3000, dataDir: '/srv/hai-long' })
    for (const word of ['/srv/hai-long', copiesOf(file)[0]!, 'phiên bản cũ']) expect(words).toContain(word)
    expect(await needsMigration(file)).toBe(true)
  })

  test('keeps the copies of three upgrades, and whatever else lies beside them', async () => {
    const file = await olderFile()
    await migrate(file)
    writeFileSync(join(dirname(file), COPIES_FOLDER, 'ghi-chu.txt'), 'x')
    const steps = [...migrations]
    for (let version = 1; version <= 4; version += 1) {
      steps.push({ name: `9000-${version}`, up: () => Promise.resolve() })
      await migrate(file, steps)
    }
    const left = copiesOf(file).map((path) => basename(path).replace(/^hai-long-.*-truoc-/, ''))
    expect(left.sort()).toEqual(['9000-2.db', '9000-3.db', '9000-4.db', 'ghi-chu.txt'])
  })
})

describe('a newer file', () => {
  test('is refused by name and left alone', async () => {
    const file = fileOfTest()
    await migrate(file)
    tamperWith(file, (connection) => connection.exec(`insert into migration values ('9999-later')`))
    copyFileSync(file, `${file}.kept`)
    await expect(needsMigration(file)).rejects.toThrow(NewerDatabaseError)
    await expect(migrate(file)).rejects.toThrow('9999-later')
    expect(schemaOf(file)).toEqual(schemaOf(`${file}.kept`))
    expect(countsOf(file)).toEqual(countsOf(`${file}.kept`))
  })
})
