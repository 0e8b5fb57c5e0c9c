import type { WaitingRun } from './response-statements.ts'

/** Collects positions that wait, one after the other, into runs. */
export interface WaitingRuns {
  readonly runs: readonly WaitingRun[]
  add(position: { readonly unitId: number; readonly day: string | null; readonly position: number }): void
}

/** What comes together mostly waits for one day: one statement writes a whole run. */
export function createWaitingRuns(): WaitingRuns {
  const runs: WaitingRun[] = []
  const newest = new Map<number, WaitingRun>()
  return {
    runs,
    add: ({ unitId, day, position }) => {
      const run = newest.get(unitId)
      if (run?.day === day) run.last = position
      else {
        const started = { unitId, day, first: position, last: position }
        runs.push(started)
        newest.set(unitId, started)
      }
    },
  }
}
