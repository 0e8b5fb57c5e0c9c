/** A sum of columns, by their numbers; each counts once. */
export type ColumnSum = readonly number[]

/** What can be worked out from sums that are known: all sums of multiples of them. */
export interface RowSpace {
  /** Adds a sum that is known from now on. */
  add(sum: ColumnSum): void
  /** How many sums have been taken in that were not known before. */
  readonly rank: number
  /** Forgets what came after it had this rank. */
  cutTo(rank: number): void
  /**
   * Weights of the columns under which every known sum is 0. A sum whose weights do not add up to 0 (modulo `PRIME`) cannot
   * be worked out; one that can always adds up to 0. Another call gives other weights.
   */
  weights(): Float64Array
}

/** Arithmetic modulo a prime: products of two numbers below it are exact in a double. */
export const PRIME = 67_108_859

interface SparseRow {
  /** Its value there is 1. */
  readonly pivot: number
  readonly columns: Int32Array
  readonly values: Float64Array
}

/** An empty space over so many columns. Weights come from a generator that starts the same each time. */
export function createRowSpace(columnCount: number): RowSpace {
  const rows: SparseRow[] = []
  const work = new Float64Array(columnCount)
  let seed = 20_251_128
  const random = (): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % PRIME
  }
  return {
    get rank() {
      return rows.length
    },
    cutTo: (rank) => {
      rows.length = rank
    },
    add: (sum) => {
      work.fill(0)
      for (const column of sum) work[column] = 1
      for (const row of rows) subtract(work, row)
      const row = rowOf(work)
      if (row !== null) rows.push(row)
    },
    weights: () => {
      const weights = Float64Array.from({ length: columnCount }, random)
      // A row has no pivot of an earlier one, so the last one settles its pivot first.
      for (const { pivot, columns, values } of rows.toReversed()) {
        let rest = 0
        for (const [at, column] of columns.entries())
          if (column !== pivot) rest = (rest + (values[at] ?? 0) * (weights[column] ?? 0)) % PRIME
        weights[pivot] = rest === 0 ? 0 : PRIME - rest
      }
      return weights
    },
  }
}

function subtract(work: Float64Array, { pivot, columns, values }: SparseRow): void {
  const factor = work[pivot] ?? 0
  if (factor === 0) return
  for (const [at, column] of columns.entries())
    work[column] = ((work[column] ?? 0) + (PRIME - factor) * (values[at] ?? 0)) % PRIME
}

/** @returns null where nothing is left */
function rowOf(work: Float64Array): SparseRow | null {
  const columns: number[] = []
  for (const [column, value] of work.entries()) if (value !== 0) columns.push(column)
  const [pivot] = columns
  if (pivot === undefined) return null
  const inverse = powerOf(work[pivot] ?? 0, PRIME - 2)
  return {
    pivot,
    columns: Int32Array.from(columns),
    values: Float64Array.from(columns, (column) => ((work[column] ?? 0) * inverse) % PRIME),
  }
}

function powerOf(base: number, exponent: number): number {
  let result = 1
  let square = base % PRIME
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % PRIME
    square = (square * square) % PRIME
  }
  return result
}
