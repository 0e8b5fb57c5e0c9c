import { statSync } from 'node:fs'

/**
 * Watches that the files of an open database stand where they were opened. A file that is deleted, or that another is put
 * over, stays writable for whoever has it open, and is gone with the process.
 * @returns whether they do; asked before each commit, which takes two looks at the folder
 */
export function createFileWatch(file: string): () => boolean {
  const opened = identityOf(file)
  let log: string | null = null
  return () => {
    if (identityOf(file) !== opened) return false
    // The log is made with the first write and stays as long as a connection is open.
    log ??= identityOf(`${file}-wal`)
    return identityOf(`${file}-wal`) === log
  }
}

/** Disk and number of a file; null where there is none. */
function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}` : null
}
