import { storedText } from '#core/text/stored-text'
import { FileProblem } from './file-problem.ts'

/** A row of the file as it stands there; `cells` is null where it cannot be read. Rows count from 1 after the header. */
export interface FileRow {
  readonly row: number
  readonly text: string
  readonly cells: readonly string[] | null
}

/** A file of rows under a header, whatever its format. */
export interface RowFile {
  /** Composed Unicode, without blanks around. */
  readonly header: readonly string[]
  /** All rows in the order of the file, as many at a time as come with one read. */
  batches(): AsyncGenerator<readonly FileRow[]>
}

/** Composed Unicode without blanks around: what two ways of typing the same words have in common. */
export function cleanText(text: string): string {
  return storedText(text).trim()
}

/**
 * @param wanted the columns a mapping needs, with their places in it
 * @throws FileProblem missing_column, ambiguous_column
 */
export function requireColumns(file: string, header: readonly string[], wanted: ReadonlyMap<string, string>): void {
  for (const [column, path] of wanted) {
    const count = header.filter((name) => name === cleanText(column)).length
    if (count === 0)
      throw new FileProblem(
        'missing_column',
        path,
        `${file} has no column "${column}"; its columns are: ${header.join(', ')}`,
      )
    if (count > 1) throw new FileProblem('ambiguous_column', path, `${file} has more than one column "${column}"`)
  }
}
