import { FileProblem } from '../../files/file-problem.ts'

/** Why a file cannot be taken; where it breaks halfway, the slices read before have been stored. */
export interface FileRefusal {
  /** A place in the mapping; '' for the file itself. */
  readonly path: string
  readonly code: string
  /** English, for whoever runs the import. */
  readonly message: string
}

/** @throws the error itself when it is no problem of the file or its mapping */
export function refusalOf(error: unknown): FileRefusal {
  if (!(error instanceof FileProblem)) throw error
  return { path: error.path, code: error.code, message: error.message }
}
