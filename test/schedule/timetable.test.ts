import { afterEach, expect, test } from 'vitest'
import { daily, EVERY_MINUTE, EVERY_QUARTER_OF_AN_HOUR, timetable } from '../../server/schedule/timetable.ts'

const DAY_MS = 86_400_000
const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

test.each(['Asia/Ho_Chi_Minh', 'UTC', 'America/New_York'])(
  'an hour is that of Vietnam on a machine in %s',
  (machine) => {
    process.env['TZ'] = machine
    const latest = timetable(daily(17 * 60 + 30))
    const now = Date.parse('2026-11-20T09:00:00+07:00')
    expect(new Date(latest(now)).toISOString()).toBe('2026-11-19T10:30:00.000Z')
    const exactly = Date.parse('2026-11-20T17:30:00+07:00')
    expect(latest(exactly)).toBe(exactly)
    expect(latest(exactly + 1)).toBe(exactly)
    expect(latest(exactly - 1)).toBe(exactly - DAY_MS)
  },
)

test('an hour keeps its place where other countries put the clock forward or back', () => {
  process.env['TZ'] = 'America/New_York'
  const latest = timetable(daily(13 * 60 + 30))
  // 02:30 in New York, which there is none of on one day and twice on the other.
  for (const day of ['2026-03-08', '2026-11-01']) {
    const at = Date.parse(`${day}T13:30:00+07:00`)
    expect([latest(at - 1), latest(at), latest(at + 3 * 3_600_000)]).toEqual([at - DAY_MS, at, at])
  }
})

test('the first minute of the day belongs to it', () => {
  const midnight = Date.parse('2026-11-20T00:00:00+07:00')
  expect(timetable(daily(0))(midnight)).toBe(midnight)
  expect(timetable(daily(0))(midnight - 1)).toBe(midnight - DAY_MS)
})

test('each minute and each quarter begin at the clock of the wall', () => {
  const now = Date.parse('2026-11-20T09:44:59.999+07:00')
  expect(new Date(timetable(EVERY_MINUTE)(now)).toISOString()).toBe('2026-11-20T02:44:00.000Z')
  expect(new Date(timetable(EVERY_QUARTER_OF_AN_HOUR)(now)).toISOString()).toBe('2026-11-20T02:30:00.000Z')
  expect(new Date(timetable(EVERY_QUARTER_OF_AN_HOUR)(now + 1)).toISOString()).toBe('2026-11-20T02:45:00.000Z')
})
