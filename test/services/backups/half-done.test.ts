import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { USUAL_RETENTION } from '#core/operations/backup-retention'
import { databaseFiles } from '../../../server/databases.ts'
import { copiesIn, dropForsaken } from '../../../server/services/backups/backup-folder.ts'
import { makeBackup } from '../../../server/services/backups/make-backup.ts'
import { replaceDatabase } from '../../../server/services/backups/replace-database.ts'
import { filesIn } from '../../../server/store/engine/data-files.ts'
import { officeOfTest } from '../../support/office.ts'

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-half-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a backup that is cut off before its last step is no copy, and what is left of it goes', async () => {
  const [office, folder] = [await officeOfTest(), folderOfTest()]
  const order = { database: office.file, folder, keep: USUAL_RETENTION, now: office.clock.now, app: '0' }
  const cutOff = (): never => {
    throw new Error('cut off')
  }
  expect(await makeBackup(order, { ...databaseFiles, syncFolder: cutOff })).toMatchObject({ kind: 'failed' })
  expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual([])
  expect(copiesIn(folder)).toEqual([])
  expect(await makeBackup(order, databaseFiles)).toMatchObject({ kind: 'made' })
  expect(copiesIn(folder)).toHaveLength(1)
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), new Date(0), new Date(0))
  dropForsaken(folder, office.clock.now)
  const [copy] = copiesIn(folder)
  expect(readdirSync(folder).sort()).toEqual([copy!.file, copy!.file.replace('.db', '.json')])
})

test('a restore that is tried twice within one second keeps both databases aside', async () => {
  const [office, folder, dataDir] = [await officeOfTest(), folderOfTest(), folderOfTest()]
  const { now } = office.clock
  const made = await makeBackup({ database: office.file, folder, keep: USUAL_RETENTION, now, app: '0' }, databaseFiles)
  const file = join(folder, made.manifest!.file)
  const order = {
    file,
    dataDir,
    data: filesIn(dataDir),
    now,
    replace: true,
    withoutManifest: false,
    acceptProblems: false,
  }
  const results = [await replaceDatabase(order, databaseFiles)]
  for (let tries = 0; tries < 2; tries++) results.push(await replaceDatabase(order, databaseFiles))
  const aside = results.map((result) => ('problem' in result ? result.problem : result.aside))
  expect(aside).toEqual([null, expect.stringMatching(/-\d{6}$/), expect.stringMatching(/-\d{6}-2$/)])
})
