import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { USUAL_RETENTION } from '#core/operations/backup-retention'
import { databaseFiles } from '../../../server/databases.ts'
import { copiesIn } from '../../../server/services/backups/backup-folder.ts'
import type { BackupOutcome } from '../../../server/services/backups/make-backup.ts'
import { makeBackup } from '../../../server/services/backups/make-backup.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { countsOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

const DAY_MS = 86_400_000

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const backUp = (office: Office, folder: string, keep = USUAL_RETENTION): Promise<BackupOutcome> =>
  makeBackup({ database: office.file, folder, keep, now: office.clock.now, app: '0' }, databaseFiles)

const names = (folder: string): string[] => readdirSync(folder).sort()

describe('a backup', () => {
  test('is a whole copy of what was committed, while the office goes on', async () => {
    const [office, folder] = [await officeOfTest(), folderOfTest()]
    const kiosk = await office.pairKiosk()
    await kiosk.rate([1, 3, 5])
    const before = countsOf(office.file)
    const going = kiosk.rate([4])
    const outcome = await backUp(office, folder)
    await going
    await kiosk.rate([2])

    expect(outcome).toMatchObject({ kind: 'made', removed: [], manifest: { ledgerOk: true, day: '2026-11-20' } })
    expect(names(folder)).toEqual(['hai-long-20261120-090000.db', 'hai-long-20261120-090000.json'])
    const [manifest] = copiesIn(folder)
    const copy = join(folder, manifest!.file)
    expect([3, 4]).toContain(countsOf(copy)['response'])
    expect(manifest!.responses).toBe(countsOf(copy)['response'])
    expect(Object.keys(countsOf(copy))).toEqual(Object.keys(before))
    expect(manifest!.bytes).toBe(readFileSync(copy).length)
    expect(manifest!.units.find(({ unit }) => unit === 'van-phong')?.size).toBe(manifest!.responses)
  })

  test('of the same second gets a name of its own', async () => {
    const [office, folder] = [await officeOfTest(), folderOfTest()]
    await backUp(office, folder, { daily: 0, weekly: 0, monthly: 0 })
    office.clock.pass(1)
    await backUp(office, folder, { daily: 0, weekly: 0, monthly: 0 })
    expect(names(folder)).toEqual(['hai-long-20261120-090000-2.db', 'hai-long-20261120-090000-2.json'])
  })

  test('stays when the clock was set back, though it seems older than the others', async () => {
    const [office, folder] = [await officeOfTest(), folderOfTest()]
    await backUp(office, folder)
    office.clock.pass(-400 * DAY_MS)
    expect(await backUp(office, folder, { daily: 1, weekly: 0, monthly: 0 })).toMatchObject({ removed: [] })
    expect(copiesIn(folder)).toHaveLength(2)
  })

  test('removes what its keeping rule no longer needs, and nothing that it did not make', async () => {
    const [office, folder] = [await officeOfTest(), folderOfTest()]
    const foreign = ['hai-long-20200101-000000.db', 'hai-long-20200102-000000.json', 'bao-cao.docx', 'hai-long.db']
    for (const name of foreign) writeFileSync(join(folder, name), '{}')
    for (let day = 1; day <= 3; day += 1) {
      office.clock.pass(DAY_MS)
      expect(await backUp(office, folder, { daily: 2, weekly: 0, monthly: 0 })).toMatchObject({ kind: 'made' })
    }
    expect(names(folder)).toEqual(
      [
        ...foreign,
        ...[22, 23].flatMap((day) => [`hai-long-202611${day}-090000.db`, `hai-long-202611${day}-090000.json`]),
      ].sort(),
    )
  })

  test('leaves the copies of another installation in the same folder alone', async () => {
    const [office, folder] = [await officeOfTest(), folderOfTest()]
    await backUp(office, folder)
    const [own] = copiesIn(folder)
    const theirs = { ...own!, file: 'hai-long-20251120-090000.db', at: '2025-11-20T02:00:00.000Z', day: '2025-11-20' }
    copyFileSync(join(folder, own!.file), join(folder, theirs.file))
    const manifest = { ...theirs, installation: 'another' }
    writeFileSync(join(folder, 'hai-long-20251120-090000.json'), JSON.stringify(manifest))
    office.clock.pass(DAY_MS)
    await backUp(office, folder, { daily: 1, weekly: 0, monthly: 0 })
    expect(names(folder).filter((name) => name.endsWith('.db'))).toEqual([theirs.file, 'hai-long-20261121-090000.db'])
  })

  test('of a broken ledger is kept, counts as failed and removes no older one', async () => {
    const [office, folder] = [await officeOfTest(), folderOfTest()]
    await (await office.pairKiosk()).rate([5, 5])
    await backUp(office, folder)
    tamperWith(office.file, (file) => file.exec('drop trigger answer_no_update; update answer set level = 1'))
    office.clock.pass(DAY_MS)
    const outcome = await backUp(office, folder, { daily: 0, weekly: 0, monthly: 0 })
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'ledger_broken', manifest: { ledgerOk: false } })
    expect(copiesIn(folder)).toHaveLength(2)
  })

  test.each([
    ['folder_missing', (folder: string) => join(folder, 'khong-co')],
    ['folder_missing', (folder: string) => join(folder, 'tep')],
    ['inside_data', (_folder: string, office: Office) => office.folder],
    ['inside_data', (_folder: string, office: Office) => join(office.folder, 'sao-luu')],
  ] as const)('is refused with %s and leaves nothing', async (reason, choose) => {
    const [office, folder] = [await officeOfTest(), folderOfTest()]
    writeFileSync(join(folder, 'tep'), '')
    mkdirSync(join(office.folder, 'sao-luu'))
    expect(await backUp(office, choose(folder, office))).toMatchObject({ kind: 'failed', reason, manifest: null })
    expect(names(folder)).toEqual(['tep'])
    expect(names(join(office.folder, 'sao-luu'))).toEqual([])
  })

  test('of a damaged database leaves no copy, and what was left half done long ago goes', async () => {
    const [office, folder] = [await officeOfTest(), folderOfTest()]
    const damaged = join(folderOfTest(), 'hai-long.db')
    writeFileSync(damaged, readFileSync(office.file).fill(0x55, 4096, 40_960))
    writeFileSync(join(folder, 'hai-long-20261101-000000.db.77.part'), 'x')
    const order = { database: damaged, folder, keep: USUAL_RETENTION, app: '0' }
    const outcome = await makeBackup({ ...order, now: Date.now() + DAY_MS }, databaseFiles)
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'copy_damaged' })
    expect(names(folder)).toEqual([])
    expect(existsSync(damaged)).toBe(true)
  })
})
