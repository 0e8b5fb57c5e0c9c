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
