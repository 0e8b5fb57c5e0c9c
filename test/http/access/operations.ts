import type { Rows } from './row.ts'

/** Keeping the server well: audit, backups, state of the machine. */
export const operationRows: Rows = {}
