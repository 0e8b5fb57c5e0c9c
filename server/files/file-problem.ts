/** What makes a whole file or mapping unusable; nothing of it has been stored. */
export type FileProblemCode =
  | 'not_utf8'
  | 'empty_file'
  | 'not_xlsx'
  | 'too_large'
  | 'missing_column'
  | 'ambiguous_column'
  | 'bad_format'
  | 'bad_time'
  | 'off_scale'
  | 'unknown_criterion'

/** The file or its mapping cannot be used at all; `path` is a place in the mapping, '' for the file. */
export class FileProblem extends Error {
  readonly code: FileProblemCode
  readonly path: string

  constructor(code: FileProblemCode, path: string, message: string) {
    super(message)
    this.code = code
    this.path = path
  }
}
