import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { migrate, needsMigration, NewerDatabaseError } from '../../server/store/migrate.ts'
import { prepareDatabase } from '../../server/tasks/open.ts'
import { countsOf, rowsOf, tablesOf, withFile } from '../support/tables.ts'

const names = migrations.map(({ name }) => name)
const lastTables = ['account', 'api_token', 'session', 'target']

function fileOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-migrate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'hai-long.db')
}

/** A file as the program left it before its last step. */
async function olderFile(): Promise<string> {
  const file = fileOfTest()
  await prepareDatabase(file)
  withFile(file, (connection) => {
    for (const table of ['api_token', 'session', 'account', 'target']) connection.exec(`drop table ${table}`)
    connection.exec(`delete from migration where name = '${names.at(-1)}'`)
  })
  return file
}

const schemaOf = (file: string) => rowsOf(file, 'select type, name, sql from sqlite_master order by name')
const copiesOf = (file: string): string[] => readdirSync(dirname(file)).filter((name) => name.includes('.before-'))

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
    expect(await migrate(file)).toEqual([names.at(-1)])
    expect(tablesOf(file)).toEqual(expect.arrayContaining(lastTables))
    expect(copiesOf(file)).toHaveLength(1)
    const copy = join(dirname(file), copiesOf(file)[0]!)
    expect(schemaOf(copy)).toEqual(before)
    expect(countsOf(copy)['unit']).toBe(1)
  })

  test('stays as it was when a step fails in the middle', async () => {
    const file = await olderFile()
    withFile(file, (connection) => connection.exec('create table session (in_the_way text)'))
    const [before, rows] = [schemaOf(file), countsOf(file)]
    await expect(migrate(file)).rejects.toThrow('session already exists')
    expect(schemaOf(file)).toEqual(before)
    expect(countsOf(file)).toEqual(rows)
    withFile(file, (connection) => connection.exec('drop table session'))
    expect(await migrate(file)).toEqual([names.at(-1)])
  })
})

describe('a newer file', () => {
  test('is refused by name and left alone', async () => {
    const file = fileOfTest()
    await migrate(file)
    withFile(file, (connection) => connection.exec(`insert into migration values ('9999-later')`))
    copyFileSync(file, `${file}.kept`)
    await expect(needsMigration(file)).rejects.toThrow(NewerDatabaseError)
    await expect(migrate(file)).rejects.toThrow('9999-later')
    expect(schemaOf(file)).toEqual(schemaOf(`${file}.kept`))
    expect(countsOf(file)).toEqual(countsOf(`${file}.kept`))
  })
})
