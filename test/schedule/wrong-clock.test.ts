import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Retention } from '#core/operations/backup-retention'
import { databaseFiles } from '../../server/databases.ts'
import { makeBackup } from '../../server/services/backups/make-backup.ts'
import { backupJob, undatedBackupJob } from '../../server/schedule/backup-job.ts'
import { createScheduler } from '../../server/schedule/scheduler.ts'
import type { Office } from '../support/office.ts'
import { openOffice, OPENING } from '../support/office.ts'

const MINUTE_MS = 60_000
const quiet = () => undefined
const log = { info: quiet, warn: quiet, error: quiet }

/** Backups that succeed at once, as the runner records them; says how many were made. */
function backingUp({ stores, clock }: Office) {
  let made = 0
  const runner = {
    running: () => false,
    stop: quiet,
    start: async () => {
      made += 1
      const at = new Date(stores.clockWatch.now()).toISOString()
      await stores.backups.record({
        at,
        folder: '/b',
        file: `${made}.db`,
        bytes: 1,
        reason: null,
        detail: '',
        ledgerOk: true,
      })
    },
  }
  const parts = { ...stores, runner, backupMinute: 17 * 60 + 30, log }
  const jobs = [backupJob(parts), undatedBackupJob(parts)]
  const scheduler = createScheduler(jobs, { claims: stores.jobClaims, clock: stores.clockWatch.now })
  const pass = async (minutes: number): Promise<number> => {
    const before = made
    for (let minute = 0; minute < minutes; minute += 10) {
      await stores.clockWatch.look()
      expect(await scheduler.tick()).toEqual([])
      clock.pass(10 * MINUTE_MS)
    }
    return made - before
  }
  return { pass }
}

const withFolder = { environment: { BACKUP_DIR: '/b' } }

async function startedAgain(before: Office, at: string): Promise<Office> {
  const office = await openOffice({ ...withFolder, template: await before.template(), at })
  onTestFinished(() => office.close())
  return office
}

test('a backup of 2036 counts as none, and the next daily time makes one', async () => {
  const wrong = await openOffice({ ...withFolder, at: '2036-11-20T18:00:00+07:00' })
  expect(await backingUp(wrong).pass(10)).toBe(1)
  const office = await startedAgain(wrong, OPENING)
  await office.stores.clockWatch.look()
  const { backup } = (await office.as('lan').get('/api/operations')).body
  expect(backup).toMatchObject({ state: 'stale', lastGood: null })
  await office.stores.clockWatch.confirm({ kind: 'server', name: 'test' })
  expect(await backingUp(office).pass(24 * 60)).toBe(2)
})

test('a machine that begins each morning in the same old year makes a backup each morning', async () => {
  let office = await openOffice(withFolder)
  await office.stores.clockWatch.look()
  for (let morning = 0; morning < 3; morning += 1) {
    office = await startedAgain(office, '2019-01-01T00:00:00+07:00')
    expect(await backingUp(office).pass(8 * 60)).toBe(1)
    expect(office.stores.clockWatch.hasCalendar()).toBe(false)
  }
})

test('a machine that stays on without a calendar makes one each day of running', async () => {
  const before = await openOffice(withFolder)
  await before.stores.clockWatch.look()
  const office = await startedAgain(before, '2019-01-01T00:00:00+07:00')
  expect(await backingUp(office).pass(3 * 24 * 60)).toBe(3)
})

test('no copy is removed while the time is uncertain, and one of a day to come takes the place of none', async () => {
  const office = await openOffice()
  onTestFinished(() => office.close())
  const folder = mkdtempSync(join(tmpdir(), 'hailong-copies-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const copy = async (at: string, keep: Retention | null = { daily: 1, weekly: 0, monthly: 0 }) => {
    const order = { database: office.file, folder, keep, now: Date.parse(at), app: '0' }
    expect((await makeBackup(order, databaseFiles)).kind).toBe('made')
  }
  const copies = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.db'))
      .sort()
  await copy('2026-11-19T17:30:00+07:00')
  await copy('2036-11-20T17:30:00+07:00', null)
  await copy('2026-11-20T17:30:00+07:00', null)
  expect(copies()).toHaveLength(3)
  await copy('2026-11-21T17:30:00+07:00')
  expect(copies()).toEqual(['hai-long-20261121-173000.db', 'hai-long-20361120-173000.db'])
})
