import type { RowKey } from './row-key.ts'
import { keyText, places, stepsFor } from './row-key.ts'

/** Rows that are alike. */
export interface RowsAlike {
  readonly key: RowKey
  /** How many, from 1. */
  readonly count: number
}

/**
 * Makes rows say less, those alone that too few are like, one thing after the other, until enough say the same.
 *
 * @param smallest the fewest rows that may be alike
 * @returns what each of them says in the file, in their order; null: it still stands alone
 */
export function generalise(rows: readonly RowsAlike[], smallest: number): readonly (RowKey | null)[] {
  let keys = rows.map(({ key }) => key)
  const demographics = Math.max(0, ...keys.map((key) => key.length - places.demographics))
  for (const { place, coarser } of stepsFor(demographics)) {
    const isFew = fewOf(rows, keys, smallest)
    keys = keys.map((key) => (isFew(key) ? key.with(place, coarser(key[place] ?? '')) : key))
  }
  const isFew = fewOf(rows, keys, smallest)
  return keys.map((key) => (isFew(key) ? null : key))
}

/** Whether too few rows say this. */
function fewOf(rows: readonly RowsAlike[], keys: readonly RowKey[], smallest: number): (key: RowKey) => boolean {
  const counts = new Map<string, number>()
  for (const [index, key] of keys.entries()) {
    const text = keyText(key)
    counts.set(text, (counts.get(text) ?? 0) + (rows[index]?.count ?? 0))
  }
  return (key) => (counts.get(keyText(key)) ?? 0) < smallest
}
