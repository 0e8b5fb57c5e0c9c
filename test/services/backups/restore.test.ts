import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { USUAL_RETENTION } from '#core/operations/backup-retention'
import { manifestOf } from '../../../server/services/backups/backup-folder.ts'
import { openDatabase } from '../../../server/store/engine/database.ts'
import { FolderInUseError, lockFolder } from '../../../server/store/engine/folder-lock.ts'
import { NewerDatabaseError } from '../../../server/store/engine/migrate.ts'
import { createPairing } from '../../../server/store/devices/pairing.ts'
import { createSettings } from '../../../server/store/office/settings.ts'
import { makeBackup } from '../../../server/services/backups/make-backup.ts'
import { databaseFiles, prepareDatabase } from '../../../server/databases.ts'
import type { RestoreRefusal } from '../../../server/services/backups/restore-copy.ts'
import { filesIn } from '../../../server/store/engine/data-files.ts'
import type { Restored } from '../../../server/services/backups/replace-database.ts'
import { replaceDatabase } from '../../../server/services/backups/replace-database.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { countsOf, rowsOf, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'
import { actingAs } from '../../support/actors.ts'

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-restore-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An office with three ratings, and a backup of it. */
async function backedUp(): Promise<{ office: Office; copy: string; rate: () => Promise<unknown> }> {
  const [office, folder] = [await officeOfTest(), folderOfTest()]
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 3, 5])
  const order = { database: office.file, folder, keep: USUAL_RETENTION, now: office.clock.now, app: '0' }
  const outcome = await makeBackup(order, databaseFiles)
  return { office, copy: join(folder, outcome.manifest!.file), rate: () => kiosk.rate([4, 4]) }
}

const attempt = (file: string, dataDir: string, more: object = {}): Promise<Restored | RestoreRefusal> => {
  const usual = { now: 0, replace: false, withoutManifest: false, acceptProblems: false }
  return replaceDatabase({ file, dataDir, data: filesIn(dataDir), ...usual, ...more }, databaseFiles)
}

/** A restore that is expected to go well. */
async function restore(file: string, dataDir: string, more: object = {}): Promise<Restored> {
  const result = await attempt(file, dataDir, more)
  if ('problem' in result) throw new Error(`refused: ${result.problem} ${result.detail}`)
  return result
}

const problemOf = (result: Promise<Restored | RestoreRefusal>): Promise<unknown> =>
  result.then((found) => ('problem' in found ? found.problem : found)).catch((error: unknown) => error)

describe('a restored backup', () => {
  test('is what was backed up, with everybody signed out and an entry in the audit', async () => {
    const { copy } = await backedUp()
    const dataDir = join(folderOfTest(), 'moi')
    expect(await restore(copy, dataDir)).toMatchObject({ responses: 3, aside: null, newer: null })
    // Before anybody looks into the database, which leaves a log beside it.
    expect(readdirSync(dataDir).sort()).toEqual(['hai-long.db', 'server.lock'])
    const file = join(dataDir, 'hai-long.db')
    const [before, after] = [countsOf(copy), countsOf(file)]
    expect(before['session']).toBeGreaterThan(0)
    const more = {
      session: 0,
      installation_setting: before['installation_setting']! + 1,
      audit: before['audit']! + 1,
      audit_link: before['audit_link']! + 1,
    }
    expect(after).toEqual({ ...before, ...more })
    expect(valueOf(file, 'select action from audit order by id desc')).toBe('backup.restore')
  })

  test('gives no device or assignment a number that a lost one may have had, and keeps those it knows', async () => {
    const { office, copy } = await backedUp()
    await office.pairKiosk()
    const dataDir = join(folderOfTest(), 'moi')
    const restoredAt = new Date(office.clock.now).toISOString()
    await restore(copy, dataDir, { now: office.clock.now })
    const file = join(dataDir, 'hai-long.db')
    const assignments = 'select id, device_id from assignment order by id'
    expect(rowsOf(file, assignments)).toEqual(rowsOf(copy, assignments))
    const database = openDatabase(file)
    onTestFinished(() => database.close())
    const [pairing, by] = [createPairing(database), actingAs('lan', restoredAt)]
    const unitId = Number(valueOf(file, 'select unit_id from device'))
    const code = await pairing.codeFor({ unitId, name: 'Quầy 9' }, office.clock.now, by)
    const floor = office.clock.now / 1000
    expect((await pairing.pair(code, office.clock.now))!.id).toBeGreaterThan(floor)
    expect(Number(valueOf(file, 'select max(id) from assignment'))).toBeGreaterThan(floor)
    expect(await createSettings(database).restoredAt()).toBe(restoredAt)
  })

  test('leaves a gap also where the clock says it is long ago', async () => {
    const { copy } = await backedUp()
    const dataDir = join(folderOfTest(), 'moi')
    await restore(copy, dataDir)
    const next = "select next from next_id where name in ('device', 'assignment')"
    expect(rowsOf(join(dataDir, 'hai-long.db'), next)).toEqual([{ next: 1002 }, { next: 1002 }])
  })

  test('takes no one-time link of before: it may have been used since', async () => {
    const [office, folder] = [await officeOfTest(), folderOfTest()]
    const { now } = office.clock
    const by = actingAs('lan', new Date(now).toISOString())
    const lan = (await office.stores.credentials.byName('lan'))!
    const { token } = await office.stores.resets.make({ id: lan.id, username: 'lan', unitId: lan.unit_id }, now, by)
    const outcome = await makeBackup(
      { database: office.file, folder, keep: USUAL_RETENTION, now, app: '0' },
      databaseFiles,
    )
    expect(await office.stores.resets.use(token, 'x', now)).not.toBeNull()
    const dataDir = join(folder, 'moi')
    await restore(join(folder, outcome.manifest!.file), dataDir)
    expect(valueOf(join(dataDir, 'hai-long.db'), 'select count(*) from password_reset')).toBe(0)
  })

  test('never goes over data unless it is told to, and then keeps that data and says what is newer in it', async () => {
    const { office, copy, rate } = await backedUp()
    await rate()
    const dataDir = folderOfTest()
    const file = join(dataDir, 'hai-long.db')
    tamperWith(office.file, (connection) => connection.exec(`vacuum into '${file}'`))
    const bytes = readFileSync(file)
    expect(await problemOf(attempt(copy, dataDir))).toBe('data_there')
    expect(readFileSync(file).equals(bytes)).toBe(true)

    const restored = await restore(copy, dataDir, { replace: true })
    expect(restored).toMatchObject({ responses: 3, newer: { responses: 2 }, otherInstallation: false })
    expect(countsOf(file)['response']).toBe(3)
    expect(countsOf(join(restored.aside!, 'hai-long.db'))['response']).toBe(5)
  })

  test('takes the place of data that cannot be read, log and all', async () => {
    const { copy } = await backedUp()
    const dataDir = folderOfTest()
    const parts = ['hai-long.db', 'hai-long.db-wal']
    for (const part of parts) writeFileSync(join(dataDir, part), `hỏng ${part}`.repeat(500))
    const { aside, newer } = await restore(copy, dataDir, { replace: true })
    expect(newer).toBeNull()
    for (const part of parts) expect(readFileSync(join(aside!, part), 'utf8')).toMatch(new RegExp(`^hỏng ${part}`))
    expect(existsSync(join(dataDir, 'hai-long.db-wal'))).toBe(false)
    expect(countsOf(join(dataDir, 'hai-long.db'))['response']).toBe(3)
  })

  test('of another office is said to be one', async () => {
    const [{ copy }, dataDir] = [await backedUp(), folderOfTest()]
    await prepareDatabase(join(dataDir, 'hai-long.db'))
    expect(await restore(copy, dataDir, { replace: true })).toMatchObject({ otherInstallation: true })
  })
})

describe('a backup that is not taken', () => {
  test.each([
    ['no_file', (copy: string) => rmSync(copy)],
    ['no_manifest', (copy: string) => rmSync(manifestOf(copy))],
    ['no_manifest', (copy: string) => writeFileSync(manifestOf(copy), '{"product":"khac"}')],
    ['differs', (copy: string) => writeFileSync(copy, readFileSync(copy).fill(0x20, 9000, 9010))],
    ['differs', (copy: string) => writeFileSync(copy, readFileSync(copy).subarray(0, 40_960))],
  ] as const)('%s: nothing is changed', async (problem, spoil) => {
    const { copy } = await backedUp()
    spoil(copy)
    const dataDir = folderOfTest()
    expect(await problemOf(attempt(copy, dataDir))).toBe(problem)
    expect(readdirSync(dataDir)).toEqual(['server.lock'])
  })

  test.each([
    ['damaged', (copy: string) => writeFileSync(copy, readFileSync(copy).fill(0x55, 4096, 40_960))],
    ['damaged', (copy: string) => writeFileSync(copy, 'không phải cơ sở dữ liệu')],
    [
      'ledger_broken',
      (copy: string) =>
        tamperWith(copy, (file) => file.exec('drop trigger answer_no_update; update answer set level = 1')),
    ],
  ] as const)('without a manifest, %s: nothing is changed', async (problem, spoil) => {
    const { copy } = await backedUp()
    rmSync(manifestOf(copy))
    spoil(copy)
    const dataDir = folderOfTest()
    expect(await problemOf(attempt(copy, dataDir, { withoutManifest: true }))).toBe(problem)
    expect(readdirSync(dataDir)).toEqual(['server.lock'])
  })

  test('for the problems of its ledger is taken when they are accepted', async () => {
    const { copy } = await backedUp()
    rmSync(manifestOf(copy))
    tamperWith(copy, (file) => file.exec('drop trigger answer_no_update; update answer set level = 1'))
    const dataDir = folderOfTest()
    const restored = await restore(copy, dataDir, { withoutManifest: true, acceptProblems: true })
    expect(restored.responses).toBe(3)
  })

  test('for a ledger that is not the one of its manifest', async () => {
    const { copy } = await backedUp()
    const manifest = JSON.parse(readFileSync(manifestOf(copy), 'utf8')) as { units: { size: number }[] }
    writeFileSync(
      manifestOf(copy),
      JSON.stringify({ ...manifest, units: manifest.units.map((unit) => ({ ...unit, size: 9 })) }),
    )
    expect(await problemOf(attempt(copy, folderOfTest()))).toBe('differs')
  })

  test('because a newer program wrote it', async () => {
    const { copy } = await backedUp()
    rmSync(manifestOf(copy))
    tamperWith(copy, (file) => file.exec(`insert into migration values ('9999-later')`))
    expect(await problemOf(attempt(copy, folderOfTest(), { withoutManifest: true }))).toBeInstanceOf(NewerDatabaseError)
  })

  test('because a server runs on the folder', async () => {
    const [{ copy }, dataDir] = [await backedUp(), folderOfTest()]
    const unlock = lockFolder(join(dataDir, 'server.lock'))
    expect(await problemOf(attempt(copy, dataDir))).toBeInstanceOf(FolderInUseError)
    unlock()
    expect(await restore(copy, dataDir)).toMatchObject({ responses: 3 })
  })
})
