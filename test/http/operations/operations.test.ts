import { civilTime } from '#core/time/civil-time'
import { expect, test } from 'vitest'
import type { BackupRun } from '../../../server/store/operations/backup-runs.ts'
import { backupJob } from '../../../server/schedule/backup-job.ts'
import { diskJob } from '../../../server/schedule/disk-job.ts'
import { createScheduler } from '../../../server/schedule/scheduler.ts'
import type { OfficeOptions } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { countsOf, valueOf } from '../../support/tables.ts'
import { writeInstallationSettings } from '../../../server/store/office/installation-settings.ts'

const HOUR_MS = 3_600_000
const folder = '/mnt/o-sao-luu'
const withFolder = { environment: { BACKUP_DIR: folder } } as const

/** A good try at that moment, less what is given. */
const run = (epochMs: number, more: Partial<BackupRun> = {}): BackupRun => ({
  ...{ at: new Date(epochMs).toISOString(), folder, file: 'hai-long-20261120-090000.db', bytes: 328_000 },
  ...{ reason: null, detail: '', ledgerOk: true, ...more },
})
const failure = { file: null, bytes: null, reason: 'folder_missing', detail: folder, ledgerOk: null } as const

test('says that no folder has been chosen, and that nothing has been checked', async () => {
  const office = await officeOfTest()
  const { body } = await office.as('lan').get('/api/operations')
  expect(body).toEqual({
    version: '0',
    backup: {
      ...{ state: 'unset', folder: null, dailyAt: '17:30', running: false, sameDisk: false },
      ...{ lastGood: null, lastFailure: null },
    },
    disk: { state: 'fine', freeBytes: 80_000_000_000, totalBytes: 250_000_000_000 },
    ledger: null,
    ahead: [],
  })
})

test('says how old the last good backup is, what failed since, and what became of the ledger', async () => {
  const office = await officeOfTest({ environment: { BACKUP_DIR: folder, BACKUP_AT: '06:05' } })
  const lan = office.as('lan')
  const stateOf = async () => (await lan.get('/api/operations')).body.backup.state
  expect(await stateOf()).toBe('stale')
  await office.stores.backups.record(run(office.clock.now))
  office.clock.pass(48 * HOUR_MS)
  expect(await stateOf()).toBe('fine')
  office.clock.pass(1)
  expect(await stateOf()).toBe('stale')
  await office.stores.backups.record(run(office.clock.now, failure))
  const { body } = await lan.get('/api/operations')
  expect(body.backup).toMatchObject({
    ...{ state: 'failed', dailyAt: '06:05' },
    lastGood: { at: '2026-11-20T09:00:00+07:00', file: 'hai-long-20261120-090000.db', bytes: 328_000 },
    lastFailure: { at: '2026-11-22T09:00:00+07:00', reason: 'folder_missing', detail: folder },
  })
  expect(body.ledger).toEqual({ ok: true, checkedAt: '2026-11-20T09:00:00+07:00' })
  expect(countsOf(office.file)['backup_run']).toBe(2)
  expect(valueOf(office.file, `select count(*) from audit where action = 'backup.make'`)).toBe(1)
})

test('tells those at the root only, and starts a backup for an administrator only', async () => {
  let started = 0
  const start = (): Promise<void> => {
    started += 1
    return Promise.resolve()
  }
  const office = await officeOfTest({
    ...withFolder,
    runner: { running: () => started > 0, start, stop: () => undefined },
  })
  const url = '/api/operations/backup'
  expect((await office.as('minh').get('/api/operations')).body.code).toBe('outside_scope')
  const [manager, admin] = [await office.program('manager', 'tinh'), await office.program('admin', 'tinh')]
  expect((await manager.get('/api/operations')).status).toBe(200)
  expect((await manager.post(url, {})).body.code).toBe('not_allowed')
  expect((await (await office.program('admin', 'xa-an')).post(url, {})).body.code).toBe('outside_scope')
  expect(started).toBe(0)
  const { status, body } = await admin.post(url, {})
  expect([status, body.backup.running, started]).toEqual([202, true, 1])
})

test('cannot start a backup without a folder', async () => {
  const office = await officeOfTest()
  const { status, body } = await office.as('lan').post('/api/operations/backup', {})
  expect([status, body.code]).toEqual([409, 'no_backup_folder'])
})

test('takes the folder chosen at set-up, unless the machine is told another', async () => {
  const folderOf = async (options: OfficeOptions) => {
    const office = await officeOfTest(options)
    await office.database.transaction((trx) => writeInstallationSettings(trx, { 'backup.folder': '/mnt/da-chon' }))
    return (await office.as('lan').get('/api/operations')).body.backup.folder
  }
  expect([await folderOf({}), await folderOf(withFolder)]).toEqual(['/mnt/da-chon', folder])
})

test('acknowledges nothing while the disk is full, and goes on when there is room again', async () => {
  let freeBytes = 49_999_999
  const office = await officeOfTest({ measureDisk: () => ({ freeBytes, totalBytes: 100_000_000_000 }) })
  const kiosk = await office.pairKiosk()
  const [before, tap] = [countsOf(office.file), kiosk.tap()]
  const refused = await kiosk.post({ responses: [tap] })
  expect([refused.status, refused.body.code]).toEqual([503, 'storage_failed'])
  expect(countsOf(office.file)).toEqual(before)
  expect((await office.nobody().get('/healthz')).status).toBe(503)
  expect((await office.as('lan').get('/api/operations')).body.disk.state).toBe('full')

  freeBytes = 50_000_000
  office.clock.pass(5_000)
  expect((await office.nobody().get('/healthz')).status).toBe(200)
  expect((await kiosk.send(tap)).receipts).toEqual([{ id: tap.id, status: 'stored' }])
  expect((await office.as('lan').get('/api/operations')).body.disk.state).toBe('low')
})

test('is looked after by the clock: a backup each evening, one try an hour after a failure, words when the disk fills', async () => {
  let [freeBytes, works] = [80_000_000_000, true]
  const office = await officeOfTest({ ...withFolder, measureDisk: () => ({ freeBytes, totalBytes: 100_000_000_000 }) })
  const { stores, clock } = office
  const made: string[] = []
  const runner = {
    running: () => false,
    start: async () => {
      made.push(civilTime(clock.now).slice(0, 16))
      await stores.backups.record(run(clock.now, works ? {} : failure))
    },
    stop: () => undefined,
  }
  const said: string[] = []
  const note = (fields: object, words: string): unknown => said.push(`${JSON.stringify(fields)} ${words}`)
  const log = { info: note, warn: note, error: note }
  const parts = { ...stores, runner, backupMinute: 17 * 60 + 30, log }
  const scheduler = createScheduler([diskJob(parts), backupJob(parts)], {
    claims: stores.jobClaims,
    clock: () => clock.now,
  })

  for (let quarter = 0; quarter < 3 * 24 * 4; quarter += 1) {
    // The folder is not there from the second evening on, until ten the next morning.
    works = clock.now < Date.parse('2026-11-21T17:00+07:00') || clock.now > Date.parse('2026-11-22T10:00+07:00')
    expect(await scheduler.tick()).toEqual([])
    clock.pass(HOUR_MS / 4)
  }
  const failing = made.filter((moment) => moment >= '2026-11-21T17:30' && moment < '2026-11-22T10:00')
  expect(failing).toHaveLength(17)
  expect(made.filter((moment) => !failing.includes(moment))).toEqual([
    '2026-11-20T09:00',
    '2026-11-20T17:30',
    '2026-11-22T10:30',
    '2026-11-22T17:30',
  ])

  said.splice(0)
  freeBytes = 900_000_000
  clock.pass(5_000)
  expect(await scheduler.tick()).toEqual([])
  expect(await scheduler.tick()).toEqual([])
  expect(said).toEqual([
    '{"freeBytes":900000000} Ổ đĩa chứa dữ liệu sắp đầy: hãy dọn bớt tệp. (Disk space is low: make room.)',
  ])
  expect(said.join()).not.toContain(folder)
})
