import type { Inspected } from '../../store/operations/inspect.ts'

/** What backups need done with whole database files; composed once, of the engine in use. */
export interface DatabaseFiles {
  /** Copies a database as it stands at one moment, beside a server that goes on writing; `target` must not exist. */
  copy(file: string, target: string): void
  /** @returns what is wrong with the pages of the file; empty for a whole one */
  damage(file: string): Promise<readonly string[]>
  /** Checks the pages and recomputes the ledgers. @param today civil day by the clock */
  inspect(file: string, today: string): Promise<Inspected>
  /** @returns a function that gives the folder back; throws while another process has it */
  lockFolder(file: string): () => void
  /** Brings a database to this version. @throws when a newer version wrote it */
  migrate(file: string): Promise<unknown>
  /** Takes away what must not live on in a restored copy, with an entry in the audit. */
  resetAfterRestore(file: string, restored: { readonly at: string; readonly file: string }): Promise<void>
  /** Waits until the disk holds what was written to the file. */
  syncFile(file: string): void
  /** Waits until the disk holds the names in the folder. */
  syncFolder(folder: string): void
}
