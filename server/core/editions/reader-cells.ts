import { isFew } from '../statistics/count.ts'
import type { CellName, CountedTable } from './atoms.ts'
import type { AnswerColumn, CountedEdition } from './columns.ts'
import { columnsOf, rowColumns } from './columns.ts'
import { fewSums } from './few-sums.ts'
import type { ColumnSum } from './row-space.ts'
import { createRowSpace } from './row-space.ts'

/** An edition that was made before, with the cells that readers see of it. */
export interface EarlierEdition extends CountedEdition {
  readonly shown: readonly CellName[]
}

interface ReaderQuestion {
  /** In the order in which they were made. */
  readonly earlier: readonly EarlierEdition[]
  readonly edition: CountedEdition
  /** What readers could see of it, the most wanted first. */
  readonly tables: readonly CountedTable[]
  readonly smallestCell: number
}

interface Candidate {
  readonly cell: CellName
  readonly sum: ColumnSum
  readonly answered: number
}

/**
 * Which cells of a new edition readers may see: those of enough people, as long as nothing about few people can be worked
 * out from them together with everything that readers see of all earlier editions. Tables in the order given, large cells
 * first, so that what is asked for most is hidden last.
 *
 * What can be worked out from sums are sums of their multiples; a cell about few, over whatever half-months, must not be
 * one. Answers that came after an edition was closed are cells of their own: two editions of a period tell their difference.
 */
export function readerCells({ earlier, edition, tables, smallestCell }: ReaderQuestion): readonly CellName[] {
  const comparables = new Set(edition.atoms.map(({ comparable }) => comparable))
  return [...comparables].flatMap((comparable) => {
    const all = [...earlier, edition]
    const columns = columnsOf(all, comparable)
    const space = createRowSpace(columns.length)
    const few = fewSums(all, columns, smallestCell)
    for (const sum of knownSums(earlier, columns, comparable)) space.add(sum)
    // What is known already cannot be taken back, and hiding more would not hide it.
    const lost = new Set(few.givenAway(space.weights()))
    const isSafe = (): boolean => {
      const once = few.givenAway(space.weights())
      // By chance weights can add up to 0; not twice.
      const twice = [...once].every((number) => lost.has(number)) ? once : few.givenAway(space.weights())
      return [...once].every((number) => lost.has(number) || !twice.has(number))
    }
    const accept = (candidates: readonly Candidate[]): readonly CellName[] => {
      const before = space.rank
      for (const { sum } of candidates) space.add(sum)
      if (isSafe()) return candidates.map(({ cell }) => cell)
      space.cutTo(before)
      if (candidates.length < 2) return []
      const half = Math.ceil(candidates.length / 2)
      const first = accept(candidates.slice(0, half))
      return [...first, ...accept(candidates.slice(half))]
    }
    const source = { edition, place: earlier.length, columns }
    return tables.flatMap((table) => accept(candidatesOf(table, { ...source, comparable, smallestCell })))
  })
}

function knownSums(
  earlier: readonly EarlierEdition[],
  columns: readonly AnswerColumn[],
  comparable: string,
): readonly ColumnSum[] {
  return earlier.flatMap((edition, place) => {
    const shown = edition.shown.filter((cell) => cell.comparable === comparable)
    const tables = new Set(shown.map(({ table }) => table))
    return [...tables].flatMap((table) => {
      const rows = rowColumns(table, { edition, place, columns })
      return shown.filter((cell) => cell.table === table).map(({ key }) => rows.get(key) ?? [])
    })
  })
}

interface CandidateSource {
  readonly edition: CountedEdition
  readonly place: number
  readonly columns: readonly AnswerColumn[]
  readonly comparable: string
  readonly smallestCell: number
}

/** The cells of a table with people enough, the largest first. */
function candidatesOf(table: CountedTable, source: CandidateSource): readonly Candidate[] {
  const { columns, comparable, smallestCell } = source
  return [...rowColumns(table, source)]
    .flatMap(([key, sum]): Candidate[] => {
      const answered = sum.reduce((total, number) => total + (columns[number]?.answered ?? 0), 0)
      const people = sum.reduce((total, number) => total + (columns[number]?.people ?? 0), 0)
      return people === 0 || isFew({ answered, people }, smallestCell)
        ? []
        : [{ cell: { table, key, comparable }, sum, answered }]
    })
    .sort((a, b) => b.answered - a.answered || (a.cell.key < b.cell.key ? -1 : 1))
}
