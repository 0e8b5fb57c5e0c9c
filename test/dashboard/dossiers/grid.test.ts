import { describe, expect, test } from 'vitest'
import {
  changedCells,
  neighbour,
  NOT_PARTED,
  pasteBlock,
  rowProblems,
  textsOfMonth,
  withZeros,
} from '../../../dashboard/dossiers/grid.ts'
import type { SheetMonth } from '../../../dashboard/dossiers/grid.ts'
import { portalChange, portalIssues, textsOfPortal } from '../../../dashboard/dossiers/portal.ts'

const rows = [{ key: 'ho-tich', name: 'Hộ tịch' }, { key: 'dat-dai', name: 'Đất đai' }, NOT_PARTED]
const entered = { at: '2026-11-20T09:00:00+07:00', by: 'minh', corrections: 0 }
const month: SheetMonth = {
  month: '2026-10', from: '2026-10-01', to: '2026-10-31', begun: true, ended: true, portal: null,
  counts: [{ area: 'dat-dai', received: 1460, early: 900, onTime: 400, late: 5, apologised: null, ...entered }],
} // prettier-ignore
const start = textsOfMonth(month, rows)

test('cells that are not entered are empty, never 0', () => {
  expect(start).toEqual({
    'ho-tich': ['', '', '', '', ''],
    'dat-dai': ['1.460', '900', '400', '5', ''],
    '': ['', '', '', '', ''],
  })
  expect(changedCells(month, start)).toEqual([])
})

test('only rows that say something else are sent; an emptied one takes back what was entered', () => {
  const typed = { ...start, 'ho-tich': ['80', '30', '44', '2', '2'], 'dat-dai': ['', '', '', '', ''] }
  expect(changedCells(month, typed)).toEqual([
    { month: '2026-10', area: 'ho-tich', received: 80, early: 30, onTime: 44, late: 2, apologised: 2 },
    { month: '2026-10', area: 'dat-dai', received: null, early: null, onTime: null, late: null, apologised: null },
  ])
})

test.each([
  [['80', '30', '44', '2', '3'], { apologised: 'tối đa 2' }],
  [['80', '30', '', '2', ''], { onTime: 'còn thiếu' }],
  [['80', '1,5', '4', '2', ''], { early: 'chưa là số' }],
  [['80', '', '', '', ''], {}],
])('beside the cell stands what is wrong: %j', (cells, problems) => {
  expect(rowProblems(cells)).toMatchObject(problems)
  if (Object.keys(problems).length === 0) expect(rowProblems(cells)).toEqual({})
})

describe('a block of a spreadsheet', () => {
  const paste = (text: string, row = 0, column = 0) => pasteBlock(start, text, { rows, place: { row, column } })

  test('goes into the cells from the one it is pasted into, and no further than the grid', () => {
    const { texts, filled } = paste('1.200\t3\r\n4\t5\t6\r\n7\r\n8\r\n', 0, 3)
    expect([texts['ho-tich'], texts['dat-dai'], texts[''], filled]).toEqual([
      ['', '', '', '1.200', '3'],
      ['1.460', '900', '400', '4', '5'],
      ['', '', '', '7', ''],
      3,
    ])
  })

  test('with the names of areas goes to these, whatever their order and spelling, and names the others', () => {
    const { texts, unknown, filled } = paste(
      'Lĩnh vực đất đai\t1.500\t2\t3\t4\t0\nHỘ TỊCH\t9\t9\t0\t0\t0\nThuế\t1\t1\t1\t1\t1\n',
    )
    expect([texts['dat-dai'], texts['ho-tich'], unknown, filled]).toEqual([
      ['1.500', '2', '3', '4', '0'],
      ['9', '9', '0', '0', '0'],
      ['Thuế'],
      2,
    ])
  })
})

test('keys lead from cell to cell and stop at the edge', () => {
  expect(neighbour('Enter', { row: 0, column: 2 }, 3)).toEqual({ row: 1, column: 2 })
  expect(neighbour('ArrowLeft', { row: 1, column: 0 }, 3)).toBeNull()
  expect(neighbour('ArrowDown', { row: 2, column: 0 }, 3)).toBeNull()
  expect(neighbour('Tab', { row: 0, column: 0 }, 3)).toBeNull()
})

test('zeros go into what is empty, but not into a row for what is not parted by area', () => {
  expect(withZeros(start)).toEqual({
    'ho-tich': ['0', '0', '0', '0', '0'],
    'dat-dai': ['1.460', '900', '400', '5', '0'],
    '': ['', '', '', '', ''],
  })
})

test('the portal’s counts say what is wrong and what changed', () => {
  const texts = { ...textsOfPortal(null), dossiers: '2.971', untroubled: '3000' }
  expect(portalIssues(texts)).toEqual({ untroubled: 'tối đa 2.971' })
  expect(portalChange(month, textsOfPortal(null))).toBeNull()
  const fine = { ...texts, untroubled: '2348' }
  expect(portalChange(month, fine)).toEqual({
    month: '2026-10', dossiers: 2971, untroubled: 2348, petitions: null, answered: null, onTime: null,
  }) // prettier-ignore
})
