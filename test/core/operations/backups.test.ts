import { describe, expect, test } from 'vitest'
import { superfluousCopies, USUAL_RETENTION } from '#core/operations/backup-retention'
import { backupIsDue, backupState } from '#core/operations/backup-state'
import { bytesText } from '#core/words/bytes'
import { diskState } from '#core/operations/disk-space'
import { addDays } from '#core/time/period'

const HOUR_MS = 3_600_000
const now = Date.parse('2026-11-20T09:00:00+07:00')
/** When a backup was last to be made. */
const evening = Date.parse('2026-11-19T17:30:00+07:00')

const copyOf = (day: string, hour = '10') => ({ name: `${day} ${hour}`, at: `${day}T${hour}:30:00.000Z`, day })
/** A copy each evening, the last on a Friday. */
const daily = (days: number) => Array.from({ length: days }, (_, back) => copyOf(addDays('2026-11-20', -back)))

describe('copies that are kept', () => {
  test('of a year of evenings: seven days, four weeks, twelve months', () => {
    const gone = new Set(superfluousCopies(daily(400), USUAL_RETENTION))
    const kept = daily(400).filter(({ name }) => !gone.has(name))
    const week = ['2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16', '2026-11-15', '2026-11-14']
    const sundays = ['2026-11-08', '2026-11-01']
    const months = ['2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31']
    const older = ['2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31']
    expect(kept.map(({ day }) => day)).toEqual([...week, ...sundays, ...months, ...older])
  })

  test('are the newest of each day', () => {
    const two = [copyOf('2026-11-19', '05'), copyOf('2026-11-19', '10'), copyOf('2026-11-20', '05')]
    expect(superfluousCopies(two, USUAL_RETENTION)).toEqual(['2026-11-19 05'])
  })

  test('hold the newest one, whatever is asked', () => {
    const gone = superfluousCopies(daily(3), { daily: 0, weekly: 0, monthly: 0 })
    expect(gone).toEqual(['2026-11-19 10', '2026-11-18 10'])
  })

  test('may be none', () => expect(superfluousCopies([], USUAL_RETENTION)).toEqual([]))
})

describe('a backup', () => {
  const history = { folder: '/backup', lastGood: null, lastFailure: null }

  test.each([
    ['unset without a folder', { ...history, folder: null, lastGood: now }, 'unset'],
    ['stale when there never was one', history, 'stale'],
    ['fine for two days', { ...history, lastGood: now - 48 * HOUR_MS }, 'fine'],
    ['stale after them', { ...history, lastGood: now - 48 * HOUR_MS - 1 }, 'stale'],
    ['failed when the last try did', { ...history, lastGood: now - HOUR_MS, lastFailure: now - 1 }, 'failed'],
    ['fine when a later try succeeded', { ...history, lastGood: now - 1, lastFailure: now - HOUR_MS }, 'fine'],
  ] as const)('is %s', (_name, given, state) => expect(backupState(given, now)).toBe(state))

  test('is due from its moment on, unless one was made since', () => {
    const exactly = evening + 24 * HOUR_MS
    const lastGood = Date.parse('2026-11-20T08:00:00+07:00')
    expect(backupIsDue({ ...history, lastGood }, evening, exactly - 1)).toBe(false)
    expect(backupIsDue({ ...history, lastGood }, exactly, exactly)).toBe(true)
    expect(backupIsDue({ ...history, lastGood: exactly }, exactly, exactly)).toBe(false)
  })

  test('that was missed over night is due in the morning', () => {
    const lastGood = Date.parse('2026-11-18T17:31:00+07:00')
    expect(backupIsDue({ ...history, lastGood }, evening, now)).toBe(true)
  })

  test('that failed is tried again after an hour', () => {
    expect(backupIsDue({ ...history, lastFailure: now - HOUR_MS + 1 }, evening, now)).toBe(false)
    expect(backupIsDue({ ...history, lastFailure: now - HOUR_MS }, evening, now)).toBe(true)
  })

  test('is never due without a folder', () =>
    expect(backupIsDue({ ...history, folder: null }, evening, now)).toBe(false))
})

describe('room on the disk', () => {
  test.each([
    [49_999_999, 100e9, 'full'],
    [50_000_000, 100e9, 'low'],
    [999_999_999, 2e9, 'low'],
    [1_000_000_000, 2e9, 'fine'],
    [4_900_000_000, 100e9, 'low'],
    [5_000_000_000, 100e9, 'fine'],
    [20_000_000_000, 1000e9, 'fine'],
  ])('%d of %d bytes: %s', (freeBytes, totalBytes, state) => {
    expect(diskState({ freeBytes, totalBytes })).toBe(state)
  })
})

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1000, '1,0 kB'],
  [37_240_000, '37,2 MB'],
  [420_000_000_000, '420 GB'],
])('writes %d as %s', (bytes, text) => expect(bytesText(bytes)).toBe(text))
