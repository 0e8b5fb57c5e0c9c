import { civilDate } from '#core/time/civil-time'
import type { Database } from '../store/engine/database.ts'
import type { Release } from '../store/ratings/release.ts'
import type { Job } from './job.ts'
import { EVERY_MINUTE } from './timetable.ts'

export interface ReleaseParts {
  readonly database: Database
  readonly release: Release
  /** Responses that are released together at least. */
  readonly smallestRelease: number
}

/** Releases what a closed day left waiting. */
export const releaseJob = ({ database, release, smallestRelease }: ReleaseParts): Job => {
  const dueAt = (now: number) => ({ kind: 'closed', day: civilDate(now), atLeast: smallestRelease }) as const
  return {
    name: 'release',
    at: EVERY_MINUTE,
    of: 'installation',
    beforeOpening: true,
    isDue: async (now) => (await release.unitsDue(dueAt(now))).length > 0,
    run: async (now) => {
      const due = dueAt(now)
      for (const unitId of await release.unitsDue(due)) await database.transaction(() => release.release(unitId, due))
      return 'done'
    },
  }
}
