import { createRequire } from 'node:module'
import type SqliteDriver from 'better-sqlite3'

const load: (line: string) => typeof SqliteDriver = createRequire(import.meta.url)

/**
 * Which line of better-sqlite3 a Node version takes: line 12 brings a Node of 24 or newer down when a statement is
 * garbage-collected, and line 13, which mends that, does not load before Node 22.
 */
export const sqliteLine = (node: string): 'better-sqlite3' | 'better-sqlite3-node20' =>
  Number.parseInt(node, 10) < 22 ? 'better-sqlite3-node20' : 'better-sqlite3'

/** The SQLite driver of this Node; every connection of the program is made with it. */
export const SqliteFile = load(sqliteLine(process.versions.node))
