import { SqliteFile } from './driver.ts'

/** What `isEngineError` asks of this engine. */
export const isSqliteError = (error: unknown): error is Error => error instanceof SqliteFile.SqliteError

/** What `isStorageFailure` asks of this engine. */
export function isSqliteFailure(error: unknown): boolean {
  return (
    error instanceof SqliteFile.SqliteError &&
    /^SQLITE_(IOERR|FULL|CORRUPT|NOTADB|READONLY|CANTOPEN|AUTH|PERM)/.test(error.code)
  )
}

/** What `isUniqueViolation` asks of this engine. A key of our own that is given twice stays a bug. */
export const isSqliteUniqueViolation = (error: unknown): boolean =>
  error instanceof SqliteFile.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE'
