import { closeSync, openSync, writeSync } from 'node:fs'
import type { ImportIssue } from '#contract/mapping'
import { csvLine } from '#core/csv'

/** Issues a report shows by itself. */
export const SHOWN_ISSUES = 100

/** Keeps the first issues of an import; all of them go to a file once there are more. */
export interface IssueList {
  add(issue: ImportIssue): void
  /** The first hundred. */
  readonly shown: readonly ImportIssue[]
  /** Ends the list. @returns the file that holds all issues; null when the list shows them all */
  close(): string | null
}

/** @param file written over when it exists; begun only when it is needed */
export function createIssueList(file: string): IssueList {
  const shown: ImportIssue[] = []
  let handle: number | null = null
  const write = ({ row, column, code, value }: ImportIssue): void => {
    if (handle !== null) writeSync(handle, csvLine([row, column, code, value]))
  }
  return {
    shown,
    add: (issue) => {
      if (shown.length < SHOWN_ISSUES) {
        shown.push(issue)
        return
      }
      if (handle === null) {
        handle = openSync(file, 'w')
        writeSync(handle, `\uFEFF${csvLine(['row', 'column', 'code', 'value'])}`)
        shown.forEach(write)
      }
      write(issue)
    },
    close: () => {
      if (handle === null) return null
      closeSync(handle)
      return file
    },
  }
}
