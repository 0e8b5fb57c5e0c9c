/** Why nothing can be stored although the disk is well: it passes when the cause is taken away. */
export type StorageTrouble =
  /** Another program holds the lock for writing. */
  | 'locked'
  /** The file that is open no longer stands under its name: what is written to it would be gone with the process. */
  | 'moved'

/** Nothing was stored, for a reason that may pass; whoever waits keeps its records and tries again. */
export class StorageTroubleError extends Error {
  readonly trouble: StorageTrouble

  constructor(trouble: StorageTrouble) {
    super(trouble === 'locked' ? 'another program holds the database' : 'the database file is not in its place')
    this.trouble = trouble
  }
}
