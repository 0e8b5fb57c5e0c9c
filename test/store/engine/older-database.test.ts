import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { prepareDatabase } from '../../../server/databases.ts'
import { openDatabase } from '../../../server/store/engine/database.ts'
import { migrate } from '../../../server/store/engine/migrate.ts'
import { inspectDatabase } from '../../../server/store/operations/inspect.ts'
import { compareTallies } from '../../../server/store/ratings/rebuild.ts'
import { createStores } from '../../../server/stores.ts'
import { inSnapshot, rowsOf, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

const older = join(import.meta.dirname, '../../data/older-database/hai-long.db.gz')

/** The newest step that the version before knew. */
const LAST_STEP = '0010-operations'

function olderFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-older-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'hai-long.db')
  writeFileSync(file, gunzipSync(readFileSync(older)))
  return file
}

const later = migrations.map(({ name }) => name).filter((name) => name > LAST_STEP)
const tallies = (file: string) => rowsOf(file, 'select * from tally_day order by unit_id, day, criterion, counter_id')
const facts = (file: string) =>
  ['response', 'answer', 'comment', 'ledger', 'checkpoint', 'audit', 'audit_link', 'audit_checkpoint'].map((table) =>
    rowsOf(file, `select * from ${table} order by 1, 2`),
  )

test('a database of the version before is brought up to date, keeps what it holds and is whole', async () => {
  const file = olderFile()
  const before = { facts: facts(file), tallies: tallies(file) }
  expect(await migrate(file)).toEqual(later)
  expect({ facts: facts(file), tallies: tallies(file) }).toEqual(before)
  const { damage, responses, verification } = await inspectDatabase(file, '2026-11-21')
  expect({ damage, responses, problems: verification.problems }).toEqual({ damage: [], responses: 20, problems: [] })
  expect(await inSnapshot(file, compareTallies)).toMatchObject({ equal: true, waiting: 2 })
})

const nextOf = (file: string) =>
  Object.fromEntries(rowsOf(file, 'select name, next from next_id').map(({ name, next }) => [String(name), next]))

test('ids of a database of the version before go on above the largest of each table', async () => {
  const file = olderFile()
  await migrate(file)
  const next = nextOf(file)
  expect(Object.keys(next)).toHaveLength(18)
  for (const [table, id] of Object.entries(next))
    expect([table, id]).toEqual([table, Number(valueOf(file, `select coalesce(max(id), 0) + 1 from ${table}`))])
})

test('ids of kiosks go on above those that a restore of the version before left out', async () => {
  const file = olderFile()
  tamperWith(file, (connection) => connection.exec(`insert into setting values (1, 'restored.ids', '1763000000')`))
  await migrate(file)
  const { device, assignment, unit } = nextOf(file)
  expect([device, assignment]).toEqual([1_763_000_001, 1_763_000_001])
  expect(unit).toBeLessThan(1_000)
})

test('what the first unit had settled for all is settled for the installation, and the rest stays', async () => {
  const file = olderFile()
  const settled = `insert into setting values (1, 'backup.folder', '/mnt/cu'), (1, 'restored.at', '2026-11-01T00:00:00Z'),
    (2, 'backup.folder', '/khong-dung'), (2, 'office.name', 'UBND xã An')`
  const before = rowsOf(file, 'select * from setting')
  tamperWith(file, (connection) => connection.exec(settled))
  await migrate(file)
  expect(rowsOf(file, 'select * from installation_setting order by key')).toEqual([
    { key: 'backup.folder', value: '/mnt/cu' },
    { key: 'editions.from', value: '2026-11-20' },
    { key: 'restored.at', value: '2026-11-01T00:00:00Z' },
  ])
  const kept = rowsOf(file, 'select * from setting')
  expect(kept).toHaveLength(before.length + 1)
  expect(kept).toEqual(expect.arrayContaining([...before, { unit_id: 2, key: 'office.name', value: 'UBND xã An' }]))
})

test('a kiosk paired by the version before goes on: its next rating is stored and the ledger stays whole', async () => {
  const file = olderFile()
  await migrate(file)
  const database = openDatabase(file)
  const now = Date.parse('2026-11-21T09:00:00+07:00')
  const stores = await createStores(database, { clock: () => now, release: 'daily', onStorageFailure: () => undefined })
  const deviceId = Number(
    valueOf(file, `select d.id from device as d join unit as u on u.id = d.unit_id where code = 'xa-an'`),
  )
  const reply = await stores.intake.accept({
    deviceId,
    responses: [
      {
        kind: 'record',
        record: {
          id: '019aa4f0-0000-7000-8000-000000000001',
          seq: 15,
          questionnaire: 'quay-nhanh@1',
          answers: { overall: 5 },
          answeredAt: '2026-11-21T08:59:00+07:00',
        },
      },
    ],
  })
  await database.close()
  expect(reply).toMatchObject({ receipts: [{ status: 'stored' }], receivedTo: 15 })
  const { responses, verification } = await inspectDatabase(file, '2026-11-21')
  expect({ responses, problems: verification.problems }).toEqual({ responses: 21, problems: [] })
})

const namesOfGroup = (file: string, group: string) =>
  rowsOf(file, `select code from area join area_group on area_id = id where group_code = '${group}' order by code`).map(
    ({ code }) => code,
  )
const tiles = (file: string) =>
  rowsOf(file, 'select code from area where retired = 0 and offered = 1 order by position, id').map(({ code }) => code)
const UPGRADED_AT = Date.parse('2026-11-21T08:00:00+07:00')

test('the areas that came since are there, off the glass, in the audit and once, and the ledgers stay whole', async () => {
  const file = olderFile()
  await migrate(file)
  const before = tiles(file)
  await prepareDatabase(file, UPGRADED_AT)
  expect(tiles(file)).toEqual(before)
  const added = rowsOf(file, 'select code from area where offered = 0 order by position').map(({ code }) => code)
  expect(added).toEqual([
    'nuoi-con-nuoi', 'ton-giao-tin-nguong', 'lao-dong-viec-lam', 'tre-em',
    'y-te-an-toan-thuc-pham', 'giao-thong-ha-tang', 'thi-dua-khen-thuong', 'dan-toc',
  ]) // prettier-ignore
  const told = rowsOf(file, `select subject from audit where action = 'area.create' and actor = 'hailong:upgrade'`)
  expect(told.map(({ subject }) => subject)).toEqual(added)
  expect(valueOf(file, 'select code from area order by position desc, id desc limit 1')).toBe('khac')
  const entries = valueOf(file, 'select count(*) from audit')
  await prepareDatabase(file, UPGRADED_AT)
  expect(valueOf(file, 'select count(*) from audit')).toBe(entries)
  const { verification } = await inspectDatabase(file, '2026-11-21')
  expect(verification.problems).toEqual([])
})

test('a group without members gets those of the plans, once, and one with members keeps its own', async () => {
  const [empty, own] = [olderFile(), olderFile()]
  const theirs = `insert into area_group (group_code, area_id) select 'nhay-cam', id from area where code = 'van-hoa'`
  tamperWith(own, (connection) => connection.exec(theirs))
  for (const file of [empty, own]) await prepareDatabase(file, UPGRADED_AT)
  expect(namesOfGroup(own, 'nhay-cam')).toEqual(['van-hoa'])
  expect(namesOfGroup(empty, 'nhay-cam')).toEqual([
    'bao-tro-xa-hoi', 'chung-thuc', 'dat-dai', 'ho-tich', 'nguoi-co-cong', 'xay-dung',
  ]) // prettier-ignore
  expect(namesOfGroup(empty, 'dat-dai-xay-dung')).toEqual(['dat-dai', 'xay-dung'])
  tamperWith(empty, (connection) => connection.exec(`delete from area_group where group_code = 'nhay-cam'`))
  await prepareDatabase(empty, UPGRADED_AT)
  expect(namesOfGroup(empty, 'nhay-cam')).toEqual([])
})

test('an area that the office made itself under a name that came since stays the only one of that name', async () => {
  const file = olderFile()
  const theirs = `insert into area (id, code, position, name_vi, name_en, label_vi, label_en, retired)
    select max(id) + 1, 'tre', 99, 'TRẺ EM', 'x', 'x', 'x', 0 from area`
  tamperWith(file, (connection) => connection.exec(theirs))
  await prepareDatabase(file, UPGRADED_AT)
  expect(valueOf(file, `select count(*) from area where code in ('tre', 'tre-em')`)).toBe(1)
  expect(tiles(file)).toContain('tre')
})
