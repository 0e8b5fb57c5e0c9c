import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createBackupRunner } from '../../server/schedule/backup-runner.ts'
import { backupJob } from '../../server/schedule/backup-job.ts'
import { createScheduler } from '../../server/schedule/scheduler.ts'
import type { Office } from '../support/office.ts'
import { officeOfTest } from '../support/office.ts'

/** A program in the place of the command line; a file says that it has begun. */
function runnerOf(office: Office, program: string) {
  const cliFile = join(office.folder, 'cli.cjs')
  const begun = join(office.folder, 'begun')
  writeFileSync(cliFile, `require('node:fs').writeFileSync(${JSON.stringify(begun)}, '')\n${program}`)
  const runner = createBackupRunner({ cliFile, backups: office.stores.backups, clock: () => office.clock.now })
  onTestFinished(() => runner.stop())
  return { runner, hasBegun: () => existsSync(begun) }
}

const officeWithFolder = () => officeOfTest({ environment: { BACKUP_DIR: '/backups' } })
const ENDLESS = 'setInterval(() => undefined, 1000)'

const backupRow = (office: Office) =>
  office.database.reads.selectFrom('job').select(['outcome', 'claimed_by']).where('name', '=', 'backup').execute()

/** The daily backup as the scheduler runs it, and what it says of failures. */
function scheduled(office: Office, program: string) {
  const { runner, hasBegun } = runnerOf(office, program)
  const errors: object[] = []
  const quiet = () => undefined
  const log = { info: quiet, warn: quiet, error: (fields: object) => void errors.push(fields) }
  const { backups, clockWatch } = office.stores
  const job = backupJob({ backups, clockWatch, runner, backupMinute: 12 * 60, log })
  const scheduler = createScheduler([job], { claims: office.stores.jobClaims, clock: () => office.clock.now })
  return { job, runner, scheduler, hasBegun, errors }
}

test('a backup that was cut short by a stop is no failure, and is due again at the next start', async () => {
  const office = await officeWithFolder()
  const { job, runner, scheduler, hasBegun, errors } = scheduled(office, ENDLESS)
  const working = scheduler.tick()
  await expect.poll(hasBegun, { timeout: 10_000 }).toBe(true)
  runner.stop()
  await scheduler.stop()
  expect(await working).toEqual([])
  expect(await office.stores.backups.runs(office.clock.now)).toMatchObject({ lastGood: null, lastFailure: null })
  expect([errors, await backupRow(office)]).toEqual([[], [{ outcome: 'failed', claimed_by: null }]])
  expect(await job.isDue?.(office.clock.now)).toBe(true)
})

test('a backup that ends by itself without a word is a failure, and is told', async () => {
  const office = await officeWithFolder()
  const { scheduler, runner, errors } = scheduled(office, 'process.kill(process.pid)')
  await scheduler.tick()
  expect(runner.running()).toBe(false)
  expect(await office.stores.backups.runs(office.clock.now)).toMatchObject({ lastFailure: { reason: 'interrupted' } })
  expect([errors, await backupRow(office)]).toEqual([
    [{ reason: 'interrupted' }],
    [{ outcome: 'failed', claimed_by: null }],
  ])
})

test('a backup of which nothing came is not done', async () => {
  const office = await officeWithFolder()
  const { job, scheduler } = scheduled(office, 'process.exit(0)')
  await scheduler.tick()
  expect(await backupRow(office)).toEqual([{ outcome: 'failed', claimed_by: null }])
  expect(await job.isDue?.(office.clock.now)).toBe(true)
})

test('after a stop none is begun', async () => {
  const office = await officeWithFolder()
  const { runner, hasBegun } = runnerOf(office, ENDLESS)
  runner.stop()
  await runner.start()
  expect([runner.running(), hasBegun()]).toEqual([false, false])
})
