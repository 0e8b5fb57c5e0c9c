import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import type { ImportIssue } from '#contract/mapping'
import { csvLine } from '#core/text/csv'

/** Issues a report shows by itself. */
export const SHOWN_ISSUES = 100

/** Where all issues are: shown already, in the file, or nowhere since the file cannot be written. */
export type IssueListEnd =
  | { readonly kind: 'shown' }
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'failed'; readonly file: string; readonly reason: string }

/** Keeps the first issues of an import; all of them go to a file once there are more. */
export interface IssueList {
  /** Never throws: an import does not stop halfway because its list cannot be written. */
  add(issue: ImportIssue): void
  /** The first hundred. */
  readonly shown: readonly ImportIssue[]
  close(): IssueListEnd
}

/** @param file written over when it exists; begun only when it is needed, and gone when it cannot hold all */
export function createIssueList(file: string): IssueList {
  const shown: ImportIssue[] = []
  let handle: number | null = null
  let failure: string | null = null

  const begin = (): void => {
    handle = openSync(file, 'w')
    writeSync(handle, `\uFEFF${csvLine(['row', 'column', 'code', 'value'])}`)
    shown.forEach(write)
  }
  const write = ({ row, column, code, value }: ImportIssue): void => {
    if (handle !== null) writeSync(handle, csvLine([row, column, code, value]))
  }
  const end = (): void => {
    if (handle === null) return
    const open = handle
    handle = null
    closeSync(open)
  }
  const attempt = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      failure ??= error instanceof Error ? error.message : String(error)
    }
  }
  return {
    shown,
    add: (issue) => {
      if (failure !== null) return
      if (shown.length < SHOWN_ISSUES) {
        shown.push(issue)
        return
      }
      attempt(() => {
        if (handle === null) begin()
        write(issue)
      })
    },
    close: () => {
      const begun = handle !== null
      attempt(end)
      if (failure === null) return begun ? { kind: 'written', file } : { kind: 'shown' }
      // Half a list would be taken for a whole one.
      if (begun) attempt(() => rmSync(file, { force: true }))
      return { kind: 'failed', file, reason: failure }
    },
  }
}
