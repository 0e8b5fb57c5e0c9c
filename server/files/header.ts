import { cleanText } from '#core/text/clean-text'
import { FileProblem } from './file-problem.ts'
import type { SourceRow } from './row-source.ts'

/** Where the header of a file stands. */
export interface FoundHeader {
  /** The name of each column, clean. */
  readonly names: readonly string[]
  /** How many of the wanted columns it has. */
  readonly found: number
  /** The last line it takes; rows begin below. */
  readonly line: number
}

/**
 * Looks for the header among the first rows: the one row that has every wanted column, or two rows, the second of which
 * parts what the first says over several columns. Where no row has them all, the one that has most.
 * @param wanted clean names
 */
export function findHeader(head: readonly SourceRow[], wanted: ReadonlySet<string>): FoundHeader | null {
  const rows = head.flatMap(({ line, cells }) =>
    cells === null ? [] : [{ line, names: cells.map(({ text }) => cleanText(text)) }],
  )
  const single = rows.map(({ line, names }) => ({ line, names, found: foundIn(names, wanted) }))
  const whole = single.find(({ found }) => found === wanted.size)
  if (whole) return whole
  const pairs = rows.slice(1).flatMap((lower, index) => joined(rows[index]?.names ?? [], lower, wanted))
  const double = pairs.find(({ found }) => found === wanted.size)
  if (double) return double
  return [...single].sort((one, other) => other.found - one.found || one.line - other.line)[0] ?? null
}

const foundIn = (names: readonly string[], wanted: ReadonlySet<string>): number =>
  new Set(names.filter((name) => wanted.has(name))).size

/** Two rows as one header; none where the lower one says something under a column that was found already: it is data. */
function joined(
  upper: readonly string[],
  lower: { readonly line: number; readonly names: readonly string[] },
  wanted: ReadonlySet<string>,
): readonly FoundHeader[] {
  const width = Math.max(upper.length, lower.names.length)
  const names = Array.from({ length: width }, (_, column) => {
    const [above = '', below = ''] = [upper[column], lower.names[column]]
    return below === '' ? above : below
  })
  const isData = upper.some((name, column) => wanted.has(name) && ![undefined, '', name].includes(lower.names[column]))
  return isData ? [] : [{ names, line: lower.line, found: foundIn(names, wanted) }]
}

/**
 * @param wanted the columns a mapping needs, with their places in it
 * @throws FileProblem missing_column, ambiguous_column
 */
export function requireColumns(file: string, { names, line }: FoundHeader, wanted: ReadonlyMap<string, string>): void {
  for (const [column, path] of wanted) {
    const count = names.filter((name) => name === cleanText(column)).length
    const said = names.filter((name) => name !== '').join(', ')
    if (count === 0)
      throw new FileProblem(
        'missing_column',
        { path, line, column },
        `${file} has no column "${column}"; its columns, in line ${line}, are: ${said}`,
      )
    if (count > 1)
      throw new FileProblem(
        'ambiguous_column',
        { path, line, column },
        `${file} has more than one column "${column}" in line ${line}`,
      )
  }
}
