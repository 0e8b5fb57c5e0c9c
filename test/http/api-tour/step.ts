import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Caller, Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'

/** How a step calls its route. */
export interface Call {
  readonly url: string
  /** A text is sent as it is, as what `type` says. */
  readonly body?: object | string
  readonly type?: string
  /** Lan, the administrator, unless given. */
  readonly caller?: Caller
}

/** What earlier steps were answered, by route. */
export type Earlier = (route: string) => Reply['body']

/** One call of the tour that the page /api/docs shows. */
export interface Step {
  readonly route: string
  /** What the call is for, in Vietnamese. */
  readonly says: string
  readonly as?: 'anyone' | 'device' | 'staff'
  /** Keys of a long reply that are enough to see. */
  readonly shown?: readonly string[]
  readonly call: (earlier: Earlier, office: Office) => Promise<Call> | Call
}

/** Where the tour keeps its backups; whoever runs it removes it. */
export const backupFolder = join(tmpdir(), `hailong-tour-${process.pid}`)
