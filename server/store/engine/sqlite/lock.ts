import { SqliteFile } from './driver.ts'

/** Another process serves this data folder. */
export class FolderInUseError extends Error {}

/**
 * Takes the data folder for this process. The lock is one of the operating system's on an SQLite file, so it dies with
 * the process, also when that is killed.
 * @returns a function that gives the folder back
 * @throws FolderInUseError
 */
export function lockFolder(file: string): () => void {
  const connection = new SqliteFile(file, { timeout: 0 })
  try {
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.exec('begin exclusive; commit')
  } catch (error) {
    connection.close()
    if (error instanceof SqliteFile.SqliteError && error.code === 'SQLITE_BUSY') throw new FolderInUseError(file)
    throw error
  }
  return () => {
    connection.close()
  }
}
