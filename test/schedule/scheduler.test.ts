import { expect, onTestFinished, test } from 'vitest'
import type { Job } from '../../server/schedule/job.ts'
import { CLAIM_MS, createScheduler } from '../../server/schedule/scheduler.ts'
import { EVERY_QUARTER_OF_AN_HOUR } from '../../server/schedule/timetable.ts'
import { openDatabase } from '../../server/store/engine/database.ts'
import { createJobClaims } from '../../server/store/jobs/job-claims.ts'
import type { Office } from '../support/office.ts'
import { officeOfTest } from '../support/office.ts'

const QUARTER_MS = 15 * 60_000

/** A job that says when it was run, and may be held up. */
function counting(office: Office, more: Partial<Job> = {}) {
  const runs: number[] = []
  const job: Job = {
    name: 'counting',
    at: EVERY_QUARTER_OF_AN_HOUR,
    of: 'installation',
    beforeOpening: false,
    run: () => {
      runs.push(office.clock.now)
      return Promise.resolve('done')
    },
    ...more,
  }
  return { job, runs }
}

/** A scheduler as a process of its own has it, with connections of its own. */
function process(office: Office, jobs: readonly Job[]) {
  const database = openDatabase(office.file)
  onTestFinished(() => database.close())
  return createScheduler(jobs, { claims: createJobClaims(database), clock: () => office.clock.now })
}

const jobRow = (office: Office) =>
  office.database.reads.selectFrom('job').selectAll().where('name', '=', 'counting').executeTakeFirst()

/** A run that goes on until it is let go. */
function heldUp() {
  let letGo = (): void => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  let begin = (): void => undefined
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const run: Job['run'] = async () => {
    begin()
    await held
    return 'done'
  }
  return { run, begun, letGo }
}

test('a job is run once in its time, and what was missed is made up for once', async () => {
  const office = await officeOfTest()
  const { job, runs } = counting(office)
  const scheduler = process(office, [job])
  for (let minute = 0; minute < 31; minute += 1) {
    expect(await scheduler.tick()).toEqual([])
    office.clock.pass(60_000)
  }
  expect(runs).toHaveLength(3)
  office.clock.pass(26 * 3_600_000)
  await scheduler.tick()
  await scheduler.tick()
  expect(runs).toHaveLength(4)
})

test('two schedulers over one database run a due job once, whoever comes first', async () => {
  const office = await officeOfTest()
  const [one, two] = [counting(office), counting(office)]
  const parts = { claims: office.stores.jobClaims, clock: () => office.clock.now }
  const [first, second] = [createScheduler([one.job], parts), createScheduler([two.job], parts)]
  for (let round = 1; round <= 20; round += 1) {
    expect((await Promise.all([first.tick(), second.tick()])).flat()).toEqual([])
    expect(one.runs.length + two.runs.length).toBe(round)
    office.clock.pass(QUARTER_MS)
  }
})

test('while a process is at a job no other begins it, however long it takes', async () => {
  const office = await officeOfTest()
  const { run, begun, letGo } = heldUp()
  const { job } = counting(office, { run })
  const other = counting(office)
  const [first, second] = [process(office, [job]), process(office, [other.job])]
  const working = first.tick()
  await begun
  for (let minute = 0; minute < 40; minute += 1) {
    office.clock.pass(60_000)
    expect(await first.tick()).toEqual([])
    expect(await second.tick()).toEqual([])
  }
  expect(other.runs).toEqual([])
  letGo()
  await working
  expect(await jobRow(office)).toMatchObject({ outcome: 'done', finished_at: office.clock.now, claimed_by: null })
  // It became due again while it was running.
  await second.tick()
  expect(other.runs).toHaveLength(1)
})

test('the claim of a process that died ends, and another runs the job', async () => {
  const office = await officeOfTest()
  const { run, begun, letGo } = heldUp()
  const { job } = counting(office, { run })
  const other = counting(office)
  const [dead, alive] = [process(office, [job]), process(office, [other.job])]
  const working = dead.tick()
  await begun
  office.clock.pass(CLAIM_MS - 1)
  await alive.tick()
  expect(other.runs).toHaveLength(0)
  office.clock.pass(1)
  await alive.tick()
  expect(other.runs).toHaveLength(1)
  // It was not dead after all: what it says at its end changes nothing of the later run.
  const after = await jobRow(office)
  letGo()
  await working
  expect(await jobRow(office)).toEqual(after)
})

test('the claim of a process that was killed is taken back at a start that has the data folder to itself', async () => {
  const office = await officeOfTest()
  const { run, begun, letGo } = heldUp()
  const other = counting(office)
  const [dead, alive] = [process(office, [counting(office, { run }).job]), process(office, [other.job])]
  const working = dead.tick()
  await begun
  await alive.tick()
  expect(other.runs).toHaveLength(0)
  await office.stores.jobClaims.clear()
  await alive.tick()
  expect(other.runs).toHaveLength(1)
  await office.stores.jobClaims.clear()
  expect(await jobRow(office)).toMatchObject({ outcome: 'done', claimed_by: null })
  letGo()
  await working
})

test('a claim that cannot be given back hides no error of the job', async () => {
  const office = await officeOfTest()
  const { job } = counting(office, { run: () => Promise.reject(new Error('no luck')) })
  const claims = { ...office.stores.jobClaims, finish: () => Promise.reject(new Error('busy')) }
  const scheduler = createScheduler([job], { claims, clock: () => office.clock.now })
  expect(await scheduler.tick()).toEqual([new Error('no luck'), new Error('busy')])
})

test('a job that fails is told, keeps no other from its turn, and is tried again', async () => {
  const office = await officeOfTest()
  let works = false
  const run: Job['run'] = () => (works ? Promise.resolve('done') : Promise.reject(new Error('no luck')))
  const failing = { ...counting(office, { run }).job, name: 'failing' }
  const { job, runs } = counting(office)
  const scheduler = process(office, [failing, job])
  expect(await scheduler.tick()).toEqual([new Error('no luck')])
  expect(await scheduler.tick()).toEqual([new Error('no luck')])
  expect(runs).toHaveLength(1)
  works = true
  expect(await scheduler.tick()).toEqual([])
})

test('a clock that is set back stops no job', async () => {
  const office = await officeOfTest()
  const { job, runs } = counting(office)
  const scheduler = process(office, [job])
  office.clock.moveTo('2036-11-20T09:00:00+07:00')
  await scheduler.tick()
  office.clock.moveTo('2026-11-20T09:00:00+07:00')
  await scheduler.tick()
  await scheduler.tick()
  expect(runs).toHaveLength(2)
})

test('what concerns a process alone is run by each', async () => {
  const office = await officeOfTest()
  const [one, two] = [counting(office, { of: 'process' }), counting(office, { of: 'process' })]
  const [first, second] = [process(office, [one.job]), process(office, [two.job])]
  for (const scheduler of [first, second, first, second]) await scheduler.tick()
  expect([one.runs.length, two.runs.length]).toEqual([1, 1])
  expect(await jobRow(office)).toBeUndefined()
})

test('before the doors open only what must be done by then is run', async () => {
  const office = await officeOfTest()
  const [early, late] = [counting(office, { beforeOpening: true }), counting(office)]
  const scheduler = process(office, [early.job, { ...late.job, name: 'late' }])
  await scheduler.tick('beforeOpening')
  expect([early.runs.length, late.runs.length]).toEqual([1, 0])
})

test('a stop waits for what is running and begins nothing more', async () => {
  const office = await officeOfTest()
  const { run, begun, letGo } = heldUp()
  const { job, runs } = counting(office)
  const scheduler = process(office, [{ ...job, name: 'long', run }, job])
  const working = scheduler.tick()
  await begun
  const stopping = scheduler.stop()
  letGo()
  await stopping
  await working
  expect(runs).toEqual([])
})
