import { expect, test } from 'vitest'
import { monthTyped } from '../../../server/core/dossiers/month-text.ts'

test.each([
  ['2026-03', '2026-03'],
  ['2026/3', '2026-03'],
  ['03/2026', '2026-03'],
  ['3.2026', '2026-03'],
  ['Tháng 3/2026', '2026-03'],
  ['THÁNG 12 NĂM 2026', '2026-12'],
  ['tháng\u00a03 năm 2026', '2026-03'],
  ['2026-03-01T00:00:00', '2026-03'],
  ['2026-03-01', '2026-03'],
  ['15/03/2026', '2026-03'],
  ['13/2026', null],
  ['Quý I/2026', null],
  ['3', null],
  ['', null],
])('"%s" is the month %s', (text, month) => {
  expect(monthTyped(text)).toBe(month)
})
