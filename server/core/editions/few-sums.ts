import { isFew } from '../statistics/count.ts'
import type { CountedTable } from './atoms.ts'
import { countedTables, rowsOfAtom } from './atoms.ts'
import type { AnswerColumn, CountedEdition } from './columns.ts'
import { covers } from './columns.ts'
import { PRIME } from './row-space.ts'

/** Sums that nobody may be able to work out, because few people stand behind them. */
export interface FewSums {
  readonly size: number
  /** Which of them these weights (of a `RowSpace`) give away. */
  givenAway(weights: Float64Array): ReadonlySet<number>
}

/** Columns of one cell, by half-month. */
interface SummedCell {
  readonly byHalf: readonly (readonly number[])[]
}

/** From one half-month to another, both in it, of one cell. */
interface FewSpan {
  readonly cell: number
  readonly first: number
  readonly last: number
}

/**
 * Every cell of every table over every run of half-months behind which are few people, and everything that was added to or
 * taken from an edition between two others.
 */
export function fewSums(
  editions: readonly CountedEdition[],
  columns: readonly AnswerColumn[],
  smallestCell: number,
): FewSums {
  const halves = [...new Set(columns.map(({ atom }) => atom.half))].sort()
  const places = new Map(halves.map((half, place) => [half, place]))
  const cells: SummedCell[] = []
  const spans: FewSpan[] = []
  const add = (numbers: readonly number[], isChange: boolean): void => {
    const byHalf = halves.map((): number[] => [])
    for (const number of numbers) byHalf[places.get(columns[number]?.atom.half ?? '') ?? 0]?.push(number)
    const few = spansOf(byHalf, columns, isChange ? smallestCell : -smallestCell)
    if (few.length === 0) return
    for (const span of few) spans.push({ ...span, cell: cells.length })
    cells.push({ byHalf })
  }
  for (const { edition, table } of scopesOf(editions)) {
    for (const numbers of cellsOf(table, edition, columns).values()) {
      add(numbers, false)
      for (const before of statesBefore(numbers, columns)) add(before, false)
      for (const changes of changesAmong(numbers, columns)) add(changes, true)
    }
  }
  return { size: spans.length, givenAway: (weights) => givenAway({ cells, spans, width: halves.length }, weights) }
}

/** Each unit's tables once, with the keys they had in its newest edition. */
function scopesOf(
  editions: readonly CountedEdition[],
): readonly { readonly edition: CountedEdition; readonly table: CountedTable }[] {
  const newest = new Map(editions.map((edition) => [edition.unitIds.join(' '), edition]))
  return [...newest.values()].flatMap((edition) => countedTables.map((table) => ({ edition, table })))
}

function cellsOf(
  table: CountedTable,
  edition: CountedEdition,
  columns: readonly AnswerColumn[],
): ReadonlyMap<string, readonly number[]> {
  const cells = new Map<string, number[]>()
  const isOfIt = covers({ ...edition, halves: columns.map(({ atom }) => atom.half) })
  for (const [number, { atom }] of columns.entries()) {
    if (!isOfIt(atom)) continue
    for (const key of rowsOfAtom(table, atom, edition.keys)) {
      const cell = cells.get(key)
      if (cell === undefined) cells.set(key, [number])
      else cell.push(number)
    }
  }
  return cells
}

/** A cell as it stood before each of its changes: few then, though it may hold enough now. */
function statesBefore(numbers: readonly number[], columns: readonly AnswerColumn[]): readonly (readonly number[])[] {
  const sinceOf = (number: number): number => columns[number]?.since ?? 0
  const times = new Set(numbers.filter((number) => columns[number]?.isChange).map(sinceOf))
  return [...times].map((time) => numbers.filter((number) => sinceOf(number) < time))
}

/** What changed a cell from one edition to any later one. */
function changesAmong(numbers: readonly number[], columns: readonly AnswerColumn[]): readonly (readonly number[])[] {
  const changes = numbers.filter((number) => columns[number]?.isChange)
  const times = [...new Set(changes.map((number) => columns[number]?.since ?? 0))].sort((a, b) => a - b)
  return times.flatMap((from, at) =>
    times.slice(at).map((to) =>
      changes.filter((number) => {
        const since = columns[number]?.since ?? 0
        return from <= since && since <= to
      }),
    ),
  )
}

/** @param threshold negative: empty spans are nobody's; positive: of changes, where nothing in sum is still something */
function spansOf(
  byHalf: readonly (readonly number[])[],
  columns: readonly AnswerColumn[],
  threshold: number,
): readonly Omit<FewSpan, 'cell'>[] {
  const spans: Omit<FewSpan, 'cell'>[] = []
  for (let first = 0; first < byHalf.length; first += 1) {
    let [answered, people, count] = [0, 0, 0]
    for (let last = first; last < byHalf.length; last += 1) {
      const added = byHalf[last] ?? []
      for (const number of added) {
        answered += columns[number]?.answered ?? 0
        people += columns[number]?.people ?? 0
        count += 1
      }
      // A span that only grew by empty half-months is the shorter one again.
      if (added.length === 0 || (byHalf[first] ?? []).length === 0) continue
      const few = threshold > 0 ? count > 0 && Math.abs(answered) < threshold : isFew({ answered, people }, -threshold)
      if (few) spans.push({ first, last })
    }
  }
  return spans
}

function givenAway(
  {
    cells,
    spans,
    width,
  }: { readonly cells: readonly SummedCell[]; readonly spans: readonly FewSpan[]; readonly width: number },
  weights: Float64Array,
): ReadonlySet<number> {
  const sums = cells.map(({ byHalf }) => {
    const before = new Float64Array(width + 1)
    for (let half = 0; half < width; half += 1) {
      let sum = before[half] ?? 0
      for (const number of byHalf[half] ?? []) sum = (sum + (weights[number] ?? 0)) % PRIME
      before[half + 1] = sum
    }
    return before
  })
  const found = new Set<number>()
  for (const [number, { cell, first, last }] of spans.entries())
    if (sums[cell]?.[first] === sums[cell]?.[last + 1]) found.add(number)
  return found
}
