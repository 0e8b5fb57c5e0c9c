import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { actingAt } from '#core/ledger/actor'
import { databaseFindings } from '../../server/cli/operations/doctor-database.ts'
import { readConfig, SettingError } from '../../server/config.ts'
import { databaseFiles } from '../../server/databases.ts'
import { startFailure } from '../../server/start-failures.ts'
import { settleSigningKey } from '../../server/store/ledger/checkpoints/signing-key.ts'
import { createLedgerStores } from '../../server/store/ledger/ledger-stores.ts'
import { readKeys } from '../../server/store/ledger/keys.ts'
import type { Office } from '../support/office.ts'
import { officeOfTest } from '../support/office.ts'
import { rowsOf } from '../support/tables.ts'
import { tamperWith } from '../support/tamper.ts'

const TODAY = '2026-11-20'

function keyFileOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-key-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'khoa-ky.pem')
}

const settle = ({ database, clock }: Office, file: string | null): Promise<void> =>
  settleSigningKey(
    database,
    { file, syncFolder: databaseFiles.syncFolder },
    actingAt({ kind: 'server', name: 'hailong:start' }, clock.now),
  )

/** The sentence that a start would end with. */
const said = (start: Promise<void>): Promise<string | null> =>
  start.then(
    () => null,
    (error: unknown) => startFailure(error, { port: 3000, dataDir: '/srv/hai-long' }),
  )

const secretsOf = (file: string) => rowsOf(file, 'select name from secret order by name').map(({ name }) => name)

/** An office with ratings and a checkpoint signed by the key in its database. */
async function officeWithCheckpoint() {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([5, 4, 3])
  const unit = await office.unitId('van-phong')
  const sign = async () => {
    const { ledger } = await createLedgerStores(office.database)
    return office.database.transaction(() => ledger.sign(unit, TODAY))
  }
  await sign()
  return { office, kiosk, sign }
}

test('the key moves into its file, and the database and its backups hold it no more', async () => {
  const { office, kiosk, sign } = await officeWithCheckpoint()
  const before = await databaseFiles.inspect(office.file, TODAY)
  const seed = (await readKeys(office.database.reads)).signing().export({ type: 'pkcs8', format: 'der' }).subarray(-32)
  const file = keyFileOfTest()
  await settle(office, file)
  expect(secretsOf(office.file)).toEqual(['identity', 'installation', 'signing.file', 'signing.public'])
  expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  expect([statSync(file).mode & 0o777, readdirSync(join(file, '..'))]).toEqual([0o600, ['khoa-ky.pem']])
  await settle(office, null)

  await kiosk.rate([2, 1])
  expect(await sign()).toMatchObject({ size: 5 })
  const after = await databaseFiles.inspect(office.file, TODAY)
  expect(after).toMatchObject({ installation: before.installation, verification: { ok: true, problems: [] } })
  expect(rowsOf(office.file, `select actor from audit where action = 'ledger.key_moved'`)).toEqual([
    { actor: 'hailong:start' },
  ])
  tamperWith(office.file, (open) => open.pragma('wal_checkpoint(TRUNCATE)'))
  const copy = join(file, '..', 'sao-luu.db')
  databaseFiles.copy(office.file, copy)
  for (const path of [office.file, copy]) expect(readFileSync(path).includes(seed)).toBe(false)
  expect((await databaseFiles.inspect(copy, TODAY)).verification.ok).toBe(true)
})

test('a start that ended before the database forgot the key goes on with both', async () => {
  const { office } = await officeWithCheckpoint()
  const file = keyFileOfTest()
  const key = (await readKeys(office.database.reads)).signing()
  writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }))
  await settle(office, file)
  expect(secretsOf(office.file)).not.toContain('signing')
  expect((await readKeys(office.database.reads)).signing().equals(key)).toBe(true)
})

test('a start without the file, or with another one, ends with what to do', async () => {
  const { office } = await officeWithCheckpoint()
  const file = keyFileOfTest()
  const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(file, other)
  expect(await said(settle(office, file))).toContain('không phải khóa ký của dữ liệu này')
  expect([readFileSync(file, 'utf8'), secretsOf(office.file)]).toEqual([other, ['identity', 'signing']])
  expect(await said(settle(office, join(file, 'khong-co', 'khoa.pem')))).toContain('Không đọc, ghi được tệp khóa ký')
  rmSync(file)
  await settle(office, file)
  const doctor = async () =>
    (await databaseFindings(readConfig({ DATA_DIR: office.folder }), office.clock.now)).find(
      ({ name }) => name === 'signing-key',
    )?.state
  expect(await doctor()).toBe('good')
  rmSync(file)
  for (const set of [file, null]) expect(await said(settle(office, set))).toContain('đặt lại đúng tệp đã cất riêng')
  expect(await doctor()).toBe('bad')
  expect((await databaseFiles.inspect(office.file, TODAY)).verification.ok).toBe(true)
})

test('without the setting the key stays in the database', async () => {
  const { office } = await officeWithCheckpoint()
  await settle(office, null)
  expect(secretsOf(office.file)).toEqual(['identity', 'signing'])
})

test.each([
  ['the data', { DATA_DIR: '/srv/hai-long', SIGNING_KEY_FILE: '/srv/hai-long/khoa.pem' }],
  ['a folder of the data', { DATA_DIR: '/srv/hai-long', SIGNING_KEY_FILE: '/srv/hai-long/x/../y/khoa.pem' }],
  ['the backups', { BACKUP_DIR: '/mnt/luu', SIGNING_KEY_FILE: '/mnt/luu/khoa.pem' }],
])('a file among %s is refused', (_where, environment) => {
  expect(() => readConfig(environment)).toThrow(SettingError)
  expect(() => readConfig(environment)).toThrow(/tệp khóa ký phải nằm ngoài/)
})
