import { expect, onTestFinished, test } from 'vitest'
import { commandLine } from '#core/ledger/actor'
import { civilTime } from '#core/time/civil-time'
import { backupJob, undatedBackupJob } from '../../server/schedule/backup-job.ts'
import { createScheduler } from '../../server/schedule/scheduler.ts'
import type { Office } from '../support/office.ts'
import { openOffice, OPENING } from '../support/office.ts'
import { inSession, openBrowser } from '../support/staff.ts'
import { inSnapshot, rowsOf, valueOf } from '../support/tables.ts'
import { verified } from '../support/verified.ts'
import { compareTallies } from '../../server/store/ratings/rebuild.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const YEAR_MS = 365 * DAY_MS
const STEP_MS = 30 * MINUTE_MS
const opening = Date.parse(OPENING)
const environment = { BACKUP_DIR: '/b' }

/** What happens to the host's clock, by hours after the opening: it is set, or the machine starts again with another. */
const events: readonly {
  readonly atHour: number
  readonly set?: number
  readonly restartAt?: string
  readonly confirm?: true
}[] = [
  { atHour: 5, set: 10 * YEAR_MS },
  { atHour: 6, set: -10 * YEAR_MS },
  // The zone of the host is taken for UTC, and the mistake is mended in the afternoon.
  { atHour: 24, set: -7 * HOUR_MS },
  { atHour: 31, set: 7 * HOUR_MS },
  // Summer time of a host that was set up elsewhere, written into the clock, and confirmed.
  { atHour: 48, set: HOUR_MS },
  { atHour: 50, set: -HOUR_MS },
  // A flat battery, and the time server an hour later.
  { atHour: 72, restartAt: '2019-01-01T00:00:00+07:00' },
  { atHour: 73, restartAt: 'right' },
  { atHour: 96, restartAt: '2036-05-01T00:00:00+07:00' },
  { atHour: 97, restartAt: 'right' },
  { atHour: 98, confirm: true },
  { atHour: 120, set: -3 * DAY_MS },
  { atHour: 122, set: 3 * DAY_MS },
]

test(
  'a week of a clock that jumps loses no rating, no backup and no sign-in, and no link outlives its word',
  { timeout: 240_000 },
  async () => {
    let passed = 0
    let office = await openOffice({ environment })
    let set = 0
    onTestFinished(() => office.close())
    const backups: number[] = []
    const runner = {
      running: () => false,
      stop: () => undefined,
      start: async () => {
        backups.push(passed)
        const { backups: runs, clockWatch } = office.stores
        const at = new Date(clockWatch.now()).toISOString()
        await runs.record({ at, folder: '/b', file: 'a.db', bytes: 1, reason: null, detail: '', ledgerOk: true })
      },
    }
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    const backupsOf = ({ stores }: Office) => {
      const parts = { ...stores, runner, backupMinute: 17 * 60 + 30, log }
      return createScheduler([backupJob(parts), undatedBackupJob(parts)], {
        claims: stores.jobClaims,
        clock: stores.clockWatch.now,
      })
    }
    let daily = backupsOf(office)
    const { token } = await office.pairKiosk()

    let seq = 0
    const rate = async (): Promise<void> => {
      seq += 1
      const response = {
        id: crypto.randomUUID(),
        seq,
        questionnaire: 'quay-nhanh@1',
        answers: { overall: 4 },
        answeredAt: civilTime(opening + passed),
      }
      const { body } = await office.bearer(token).post('/api/responses', { responses: [response] })
      expect(body.receipts).toEqual([{ id: response.id, status: 'stored' }])
    }

    /** Guesses until it is told to wait, then waits as long as it was told: the right password is taken. */
    const signIn = async (): Promise<void> => {
      const browser = openBrowser(office, `10.0.${Math.floor(seq / 200)}.${seq % 200}`)
      const wrong = async () => browser.signIn('minh', 'khong-phai-mat-khau')
      let reply = await wrong()
      for (let tries = 0; tries < 6 && reply.status !== 429; tries += 1) reply = await wrong()
      const seconds = Number(reply.headers['retry-after'] ?? 0)
      office.clock.pass(seconds * 1_000)
      passed += seconds * 1_000
      expect((await browser.signIn('minh')).status).toBe(200)
    }

    /** What was handed out, and when its word ends in true time. */
    const links: { readonly token: string; readonly until: number }[] = []
    const handOut = async (): Promise<void> => {
      const lan = inSession(office, await openBrowser(office, '10.9.9.9').signIn('lan'))
      const { link } = (await lan.post('/api/reading-links', { unit: 'van-phong', label: 'Ban', days: 1 })).body
      const token = String(link).split('=')[1]!
      expect((await office.nobody().post('/api/session/link', { token })).status).toBe(200)
      links.push({ token, until: passed + DAY_MS })
    }
    const linksKeepTheirWord = async (): Promise<void> => {
      for (const { token: link, until } of links) {
        if (passed < until + STEP_MS) continue
        expect((await office.nobody().post('/api/session/link', { token: link })).status).not.toBe(200)
      }
    }

    const restart = async (at: string): Promise<void> => {
      const template = await office.template()
      const moment = at === 'right' ? new Date(opening + passed).toISOString() : at
      office = await openOffice({ template, environment, at: moment })
      daily = backupsOf(office)
      set = Date.parse(moment) - opening - passed
    }

    let nextEvent = 0
    for (let step = 0; passed < 7 * DAY_MS; step += 1) {
      for (let event = events[nextEvent]; event && passed >= event.atHour * HOUR_MS; event = events[++nextEvent]) {
        if (event.restartAt !== undefined) await restart(event.restartAt)
        if (event.set !== undefined) {
          office.clock.jump(event.set)
          set += event.set
        }
        if (event.confirm) await office.stores.clockWatch.confirm(commandLine)
        await office.tick()
        await handOut()
        await signIn()
      }
      await office.tick()
      expect(await daily.tick()).toEqual([])
      await rate()
      if (step % 4 === 0) await linksKeepTheirWord()
      office.clock.pass(STEP_MS)
      passed += STEP_MS
      expect(Math.abs(office.clock.now - set - opening - passed)).toBeLessThan(1)
    }
    expect(nextEvent).toBe(events.length)
    office.clock.pass(DAY_MS)
    await office.tick()

    const gaps = [0, ...backups, passed].map((at, index, all) => at - (all[index - 1] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(DAY_MS + HOUR_MS)
    const inFigures = Number(
      valueOf(office.file, `select sum(n1 + n2 + n3 + n4 + n5) from tally_day where criterion = 'overall'`),
    )
    expect(inFigures).toBe(seq)
    const strange = rowsOf(
      office.file,
      `select local_date, uncertain_time from response where uncertain_time = 0 and (local_date < '2026-11-20' or local_date > '2026-11-28')`,
    )
    expect(strange).toEqual([])
    expect(await inSnapshot(office.file, compareTallies)).toMatchObject({ equal: true, waiting: 0 })
    expect(await verified(office.file, office)).toMatchObject({ ok: true, problems: [] })
  },
)
