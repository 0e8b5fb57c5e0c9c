import { FileProblem } from '../../files/file-problem.ts'

/** Where in a file something is wrong, as far as it is known. */
export interface FileLocation {
  /** Of a CSV file the line, of a sheet the row; from 1. */
  readonly line?: number | undefined
  readonly column?: string | undefined
}

/** Why a file cannot be taken; where it breaks halfway, the slices read before have been stored. */
export interface FileRefusal extends FileLocation {
  /** A place in the mapping; '' for the file itself. */
  readonly path: string
  readonly code: string
  /** English, for whoever runs the import. */
  readonly message: string
}

/** @throws the error itself when it is no problem of the file or its mapping */
export function refusalOf(error: unknown): FileRefusal {
  if (!(error instanceof FileProblem)) throw error
  const { path, code, message, location } = error
  return { path, code, message, line: location.line, column: location.column }
}
