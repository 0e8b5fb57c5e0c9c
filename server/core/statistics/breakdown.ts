import type { Tally } from './tally.ts'
import { addTallies, answeredCount, emptyTally } from './tally.ts'

/** The key of what was left open: no area, no stage. A code cannot look like this. */
export const NONE = '-'

/** Counts of one cell as the store gives them. */
export interface Cell {
  /** What the cell is broken down by, as stored: an id, a code, a date. */
  readonly raw: string
  /** Only cells with the same key may be added (design §5). */
  readonly comparable: string
  readonly received: number
  readonly tally: Tally
}

/** Cells added up under one key of a report. */
export interface BreakdownRow {
  readonly key: string
  readonly comparable: string
  readonly received: number
  readonly tally: Tally
}

/**
 * Adds cells into rows, one row per key and comparable, in the order in which they first appear.
 * @param keysOf the rows a cell belongs to: none, one, or several (an area can be in more than one group)
 */
export function foldCells(cells: Iterable<Cell>, keysOf: (raw: string) => readonly string[]): BreakdownRow[] {
  const rows = new Map<string, BreakdownRow>()
  for (const cell of cells)
    for (const key of keysOf(cell.raw)) {
      const rowKey = `${key}\n${cell.comparable}`
      const row = rows.get(rowKey) ?? { key, comparable: cell.comparable, received: 0, tally: emptyTally }
      rows.set(rowKey, {
        ...row,
        received: row.received + cell.received,
        tally: addTallies(row.tally, cell.tally),
      })
    }
  return [...rows.values()]
}

/**
 * The row that stands for all: of the office's own measure where there is one, else of the question with most responses.
 */
export function foremost(rows: readonly BreakdownRow[], comparable: string): BreakdownRow {
  const answered = rows.filter(({ tally }) => answeredCount(tally) + tally.n0 > 0)
  const candidates = answered.length > 0 ? answered : rows
  const own = candidates.find((row) => row.comparable === comparable)
  const [most] = [...candidates].sort((a, b) => b.received - a.received)
  return own ?? most ?? { key: 'total', comparable, received: 0, tally: emptyTally }
}
