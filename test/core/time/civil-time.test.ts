import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  civilClock,
  civilDate,
  civilMinutes,
  civilSeconds,
  civilStamp,
  civilTime,
  civilTimeOn,
  halfDayOf,
  startOfDay,
  startOfHalfDay,
} from '#core/time/civil-time'

describe('civil time is +07:00', () => {
  test.each([
    ['2026-03-14T16:59:59.999Z', '2026-03-14', 1, '2026-03-14T12:00:00+07:00'],
    ['2026-03-14T17:00:00.000Z', '2026-03-15', 0, '2026-03-15T00:00:00+07:00'],
    ['2026-03-15T04:59:59.999Z', '2026-03-15', 0, '2026-03-15T00:00:00+07:00'],
    ['2026-03-15T05:00:00.000Z', '2026-03-15', 1, '2026-03-15T12:00:00+07:00'],
    ['2025-12-31T16:59:59.999Z', '2025-12-31', 1, '2025-12-31T12:00:00+07:00'],
    ['2025-12-31T17:00:00.000Z', '2026-01-01', 0, '2026-01-01T00:00:00+07:00'],
    ['2024-02-28T17:00:00.000Z', '2024-02-29', 0, '2024-02-29T00:00:00+07:00'],
    ['2024-02-29T23:59:59.000Z', '2024-03-01', 0, '2024-03-01T00:00:00+07:00'],
    ['2026-11-20T08:31:07+07:00', '2026-11-20', 0, '2026-11-20T00:00:00+07:00'],
    ['1969-12-31T16:59:59.999Z', '1969-12-31', 1, '1969-12-31T12:00:00+07:00'],
  ])('%s is on %s, half-day %d, which began %s', (moment, date, halfDay, start) => {
    const epochMs = Date.parse(moment)
    expect(civilDate(epochMs)).toBe(date)
    expect(halfDayOf(epochMs)).toBe(halfDay)
    expect(startOfHalfDay(epochMs)).toBe(Date.parse(start))
  })

  test('as the time zone database has it for Hồ Chí Minh City', () => {
    const clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'Asia/Ho_Chi_Minh',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    })
    // Vietnam has kept +07:00 since 1975.
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1976, 0, 1), max: Date.UTC(2035, 0, 1) }), (epochMs) => {
        const part = new Map(clock.formatToParts(epochMs).map(({ type, value }) => [type, value]))
        expect(civilDate(epochMs)).toBe(`${part.get('year')}-${part.get('month')}-${part.get('day')}`)
        expect(halfDayOf(epochMs)).toBe(Number(part.get('hour')) < 12 ? 0 : 1)
        const start = startOfHalfDay(epochMs)
        expect([civilDate(start), halfDayOf(start)]).toEqual([civilDate(epochMs), halfDayOf(epochMs)])
        expect(civilDate(start - 1) + halfDayOf(start - 1)).not.toBe(civilDate(start) + halfDayOf(start))
      }),
    )
  })
})

describe('a moment is written', () => {
  test.each([
    ['2026-11-20T01:31:07.999Z', '2026-11-20T08:31:07+07:00', '20261120-083107', 30_667],
    ['2025-12-31T17:00:00.000Z', '2026-01-01T00:00:00+07:00', '20260101-000000', 0],
    ['2026-01-01T16:59:59.000Z', '2026-01-01T23:59:59+07:00', '20260101-235959', 86_399],
    ['1969-12-31T16:59:59.000Z', '1969-12-31T23:59:59+07:00', '19691231-235959', 86_399],
  ])('%s as %s', (moment, written, stamp, seconds) => {
    const epochMs = Date.parse(moment)
    expect(civilTime(epochMs)).toBe(written)
    expect(civilStamp(epochMs)).toBe(stamp)
    expect(civilClock(epochMs)).toBe(written.slice(11, 19))
    expect(civilSeconds(epochMs)).toBe(seconds)
    expect(civilMinutes(epochMs)).toBe(Math.floor(seconds / 60))
    expect(startOfDay(epochMs)).toBe(Date.parse(civilTimeOn(written.slice(0, 10))))
    expect(civilTimeOn(written.slice(0, 10), written.slice(11, 19))).toBe(written)
  })
})

describe('the zone of the host is not asked', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  // 05:00 in Vietnam on 15 March 2026; in California summer time began the week before.
  test.each([
    ['America/Los_Angeles', 15],
    ['Pacific/Kiritimati', 12],
    ['UTC', 22],
  ])('in %s, where it is %d o’clock', (zone, hour) => {
    vi.stubEnv('TZ', zone)
    const epochMs = Date.parse('2026-03-14T22:00:00Z')
    expect(new Date(epochMs).getHours()).toBe(hour)
    expect(civilDate(epochMs)).toBe('2026-03-15')
    expect(halfDayOf(epochMs)).toBe(0)
    expect(startOfHalfDay(epochMs)).toBe(Date.parse('2026-03-15T00:00:00+07:00'))
  })
})
