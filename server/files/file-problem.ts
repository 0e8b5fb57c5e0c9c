/** What makes a whole file or mapping unusable; nothing of it has been stored. */
export type FileProblemCode =
  | 'not_utf8'
  | 'empty_file'
  | 'not_xlsx'
  | 'too_large'
  | 'too_slow'
  | 'missing_column'
  | 'ambiguous_column'
  | 'unknown_sheet'
  | 'mixed_dates'
  | 'bad_format'
  | 'bad_time'
  | 'off_scale'
  | 'unknown_criterion'
  | 'ambiguous_text'

/** Where in the file, as far as it is known. */
export interface ProblemLocation {
  /** A place in the mapping. */
  readonly path?: string
  /** The line of a CSV file or the row of a sheet, from 1. */
  readonly line?: number
  readonly column?: string
  readonly sheet?: string
}

/** The file or its mapping cannot be used at all. */
export class FileProblem extends Error {
  readonly code: FileProblemCode
  /** A place in the mapping; '' for the file. */
  readonly path: string
  readonly location: ProblemLocation

  /** @param where a place in the mapping, or in the file */
  constructor(code: FileProblemCode, where: string | ProblemLocation, message: string) {
    super(message)
    this.code = code
    this.location = typeof where === 'string' ? { path: where } : where
    this.path = this.location.path ?? ''
  }
}
