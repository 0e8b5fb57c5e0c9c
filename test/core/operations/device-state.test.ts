import { describe, expect, test } from 'vitest'
import { deviceNameAt, isNameAt, isSilent, missingRanges } from '../../../server/core/operations/device-state.ts'
import { usualHours } from '../../../server/core/time/opening-hours.ts'

describe('a kiosk that was last heard of', () => {
  // 2026-11-20 is a Friday; the usual hours are 7:30–11:30 and 13:30–17:00.
  test.each([
    ['a minute ago', '2026-11-20T09:59:00', '2026-11-20T10:00:00', false],
    ['14 minutes ago', '2026-11-20T09:46:00', '2026-11-20T10:00:00', false],
    ['a quarter of an hour ago', '2026-11-20T09:45:00', '2026-11-20T10:00:00', true],
    ['yesterday, just after opening', '2026-11-19T16:59:00', '2026-11-20T07:40:00', false],
    ['yesterday, a quarter of an hour after opening', '2026-11-19T16:59:00', '2026-11-20T07:45:00', true],
    ['in the morning, at lunch', '2026-11-20T10:00:00', '2026-11-20T12:00:00', true],
    ['just before lunch, at lunch', '2026-11-20T11:20:00', '2026-11-20T12:00:00', false],
    ['in the morning, just after lunch', '2026-11-20T11:30:00', '2026-11-20T13:44:00', false],
    ['on Friday morning, on Saturday', '2026-11-20T10:00:00', '2026-11-21T10:00:00', true],
    ['on Friday evening, on Sunday', '2026-11-20T16:58:00', '2026-11-22T10:00:00', false],
  ])('%s is silent: %s → %s', (_when, heard, now, silent) => {
    expect(isSilent(usualHours, Date.parse(`${heard}+07:00`), Date.parse(`${now}+07:00`))).toBe(silent)
  })

  test('on a closed day is not missed', () => {
    const holiday = { ...usualHours, closedDays: ['2026-11-20'] }
    const [heard, now] = ['2026-11-19T16:58:00+07:00', '2026-11-20T10:00:00+07:00'].map(Date.parse)
    expect(isSilent(holiday, heard!, now!)).toBe(false)
  })
})

test.each([
  [[], 0, []],
  [[{ from: 5, to: 5 }], 1, []],
  [[{ from: 5, to: 5 }], 0, [{ from: 5, to: 5 }]],
  [[{ from: 8, to: 12 }], 3, [{ from: 8, to: 9 }]],
  [
    [
      { from: 3, to: 4 },
      { from: 8, to: 12 },
    ],
    5,
    [{ from: 3, to: 4 }],
  ],
  [
    [
      { from: 3, to: 4 },
      { from: 8, to: 12 },
    ],
    6,
    [{ from: 3, to: 3 }],
  ],
  [[{ from: 3, to: 4 }], 99, []],
])('of the numbers %j, with %i still on the kiosk, %j are missing', (absent, waiting, missing) => {
  expect(missingRanges(absent, waiting)).toEqual(missing)
})

test('kiosks at one counter get names that tell them apart, and a name a person chose is known as such', () => {
  expect(deviceNameAt('Quầy 1', [])).toBe('Quầy 1')
  expect(deviceNameAt('Quầy 1', ['Quầy 2', 'Quầy 1'])).toBe('Quầy 1 (thiết bị 2)')
  expect(deviceNameAt('Quầy 1', ['Quầy 1', 'Quầy 1 (thiết bị 2)'])).toBe('Quầy 1 (thiết bị 3)')
  expect(['Quầy 1', 'Quầy 1 (thiết bị 12)', 'Máy bên trái'].map((name) => isNameAt('Quầy 1', name))).toEqual([
    true,
    true,
    false,
  ])
})
