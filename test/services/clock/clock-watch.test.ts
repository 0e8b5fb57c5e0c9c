import { describe, expect, onTestFinished, test } from 'vitest'
import { commandLine } from '#core/ledger/actor'
import { FAR_AHEAD_MS } from '#core/time/clock-doubt'
import type { Office, OfficeOptions } from '../../support/office.ts'
import { officeOfTest, openOffice, OPENING } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const opening = Date.parse(OPENING)

/** An office that ran until `OPENING` and is started again with another clock. */
async function startedAgain(at: number, options: OfficeOptions = {}): Promise<Office> {
  const before = await openOffice()
  await before.tick()
  const template = await before.template()
  const office = await openOffice({ ...options, template, at: new Date(at).toISOString() })
  onTestFinished(() => office.close())
  await office.tick()
  return office
}

const doubtOf = ({ stores }: Office) => stores.clockWatch.state().doubt

describe('at the start the host’s time is', () => {
  test.each([
    ['certain a minute before the newest stored moment', -MINUTE_MS, null],
    ['certain after a month, as after Tết', 30 * DAY_MS, null],
    ['in doubt three days before the newest stored moment', -3 * DAY_MS, 'behind_records'],
    ['in doubt in 2019', Date.parse('2019-01-01T00:03:00+07:00') - opening, 'behind_records'],
    ['in doubt long after the newest stored moment', FAR_AHEAD_MS + HOUR_MS, 'far_ahead'],
    ['in doubt in 2036', Date.parse('2036-11-20T09:00:00+07:00') - opening, 'far_ahead'],
  ])('%s', async (_what, ahead, doubt) => {
    expect(doubtOf(await startedAgain(opening + ahead))).toBe(doubt)
  })

  test('in doubt before the program was built, though nothing is stored', async () => {
    const office = await officeOfTest({ builtAt: '2026-11-21T00:00:00+07:00' })
    await office.tick()
    expect(doubtOf(office)).toBe('before_build')
    await office.stores.clockWatch.confirm(commandLine)
    office.clock.pass(MINUTE_MS)
    await office.tick()
    expect(doubtOf(office)).toBe(null)
  })

  test('in doubt once more, as long as a jump was not confirmed before the server stopped', async () => {
    const before = await openOffice()
    await before.tick()
    before.clock.jump(20 * DAY_MS)
    before.clock.pass(MINUTE_MS)
    await before.tick()
    const template = await before.template()
    const office = await openOffice({ template, at: new Date(opening + 20 * DAY_MS).toISOString() })
    onTestFinished(() => office.close())
    await office.tick()
    expect(doubtOf(office)).toBe('jumped')
  })
})

describe('what was written while the time was in doubt', () => {
  const wrong = '2036-11-20T09:00:00+07:00'
  /** A server that began in 2036, where somebody did what the audit tells. */
  async function begunAhead(): Promise<Office> {
    const office = await startedAgain(Date.parse(wrong))
    await (
      await office.program('admin', 'tinh')
    ).post('/api/targets', {
      ...{ unit: 'tinh', group: 'chung', operator: '>=', value: 0.5, source: 'KH 01' },
      ...{ validFrom: '2036-01-01', validTo: '2036-12-31' },
    })
    expect(rowsOf(office.file, `select count(*) as n from audit where at > '2036'`)).not.toEqual([{ n: 0 }])
    return office
  }
  const restarted = async (office: Office, at: string) => {
    const again = await openOffice({ template: await office.template(), at })
    onTestFinished(() => again.close())
    await again.tick()
    return doubtOf(again)
  }

  test('makes no wrong year certain at the next start', async () => {
    expect(await restarted(await begunAhead(), '2036-11-20T10:00:00+07:00')).toBe('far_ahead')
  })

  test('puts no right time in doubt', async () => {
    expect(await restarted(await begunAhead(), '2026-11-21T08:00:00+07:00')).toBe(null)
  })
})

describe('a clock that stood still while the machine was off', () => {
  test('is set by a time server soon after the start', async () => {
    const office = await startedAgain(opening + MINUTE_MS)
    office.clock.jump(15 * HOUR_MS)
    office.clock.pass(2 * MINUTE_MS)
    await office.tick()
    expect(doubtOf(office)).toBe(null)
  })

  test.each([
    ['back', -15 * HOUR_MS, MINUTE_MS],
    ['by years', 3653 * DAY_MS, MINUTE_MS],
    ['long after the start', 15 * HOUR_MS, HOUR_MS],
  ])('is in doubt where it steps %s', async (_how, by, after) => {
    const office = await startedAgain(opening + MINUTE_MS)
    office.clock.pass(after)
    await office.tick()
    office.clock.jump(by)
    office.clock.pass(MINUTE_MS)
    await office.tick()
    expect(doubtOf(office)).toBe('jumped')
  })
})

describe('while the server runs', () => {
  test.each([
    ['ten years ahead', 3653 * DAY_MS],
    ['seven hours back', -7 * HOUR_MS],
    ['eleven minutes ahead', 11 * MINUTE_MS],
  ])('a clock that jumps %s is in doubt at once, and time is carried on as before', async (_what, by) => {
    const office = await officeOfTest()
    const { clockWatch } = office.stores
    await office.tick()
    office.clock.jump(by)
    office.clock.pass(5 * MINUTE_MS)
    expect(clockWatch.isCertain()).toBe(false)
    expect(clockWatch.now()).toBe(opening + 5 * MINUTE_MS)
    office.clock.jump(-by)
    expect(clockWatch.isCertain()).toBe(true)
    office.clock.jump(by)
    await clockWatch.confirm(commandLine)
    expect([clockWatch.isCertain(), clockWatch.now()]).toEqual([true, opening + by + 5 * MINUTE_MS])
  })

  test('a clock that is corrected by minutes stays certain, however often', async () => {
    const office = await officeOfTest()
    for (let step = 0; step < 20; step += 1) {
      office.clock.jump(step % 2 === 0 ? 9 * MINUTE_MS : -MINUTE_MS)
      office.clock.pass(MINUTE_MS)
      await office.tick()
      expect(doubtOf(office)).toBe(null)
    }
  })

  test('months may pass', async () => {
    const office = await officeOfTest()
    for (let month = 0; month < 3; month += 1) {
      office.clock.pass(60 * DAY_MS)
      await office.tick()
      expect(doubtOf(office)).toBe(null)
    }
  })

  test('a flat battery is forgiven once the time server has set the clock', async () => {
    const office = await startedAgain(Date.parse('2019-01-01T00:03:00+07:00'))
    office.clock.moveTo('2026-11-21T08:00:00+07:00')
    await office.tick()
    expect(doubtOf(office)).toBe(null)
  })

  test('another process may confirm the time', async () => {
    const office = await startedAgain(opening - 3 * DAY_MS)
    await office.stores.clockMarks.confirm(commandLine, { now: office.clock.now, doubt: null })
    office.clock.pass(MINUTE_MS)
    await office.tick()
    expect(doubtOf(office)).toBe(null)
  })
})

test('a person who says that an earlier time is right is believed at the next start too, and the audit says so', async () => {
  const before = await openOffice()
  await before.tick()
  const office = await openOffice({ template: await before.template(), at: '2026-11-17T09:00:00+07:00' })
  await office.tick()
  await office.stores.clockWatch.confirm(commandLine)
  expect(doubtOf(office)).toBe(null)
  expect(rowsOf(office.file, `select subject, detail from audit where action = 'clock.confirm'`)).toEqual([
    { subject: '2026-11-17', detail: '{"doubt":"behind_records"}' },
  ])
  const again = await openOffice({ template: await office.template(), at: '2026-11-18T09:00:00+07:00' })
  onTestFinished(() => again.close())
  await again.tick()
  expect(doubtOf(again)).toBe(null)
})

test('what makes the time uncertain, and certain again, is said once in the log', async () => {
  const said: string[] = []
  const note = (_fields: object, words: string): unknown => said.push(words)
  const office = await startedAgain(opening - 3 * DAY_MS, { log: { info: note, warn: note, error: note } })
  for (let minute = 0; minute < 5; minute += 1) {
    office.clock.pass(MINUTE_MS)
    await office.tick()
  }
  office.clock.pass(4 * DAY_MS)
  await office.tick()
  expect(said).toEqual([expect.stringContaining('chậm hơn dữ liệu'), expect.stringContaining('chắc chắn trở lại')])
})
