import { civilDate } from '#core/time/civil-time'
import type { Database } from '../store/engine/database.ts'
import type { Release } from '../store/ratings/release.ts'
import type { ClockWatch } from '../services/clock/clock-watch.ts'
import type { Job } from './job.ts'
import { EVERY_MINUTE } from './timetable.ts'

export interface ReleaseParts {
  readonly database: Database
  readonly release: Release
  readonly clockWatch: Pick<ClockWatch, 'isCertain'>
  /** Responses that are released together at least. */
  readonly smallestRelease: number
}

/** Releases what a closed day left waiting; while the time is uncertain no day closes. */
export const releaseJob = ({ database, release, smallestRelease, clockWatch }: ReleaseParts): Job => {
  const dueAt = (now: number) => ({ kind: 'closed', day: civilDate(now), atLeast: smallestRelease }) as const
  return {
    name: 'release',
    at: EVERY_MINUTE,
    of: 'installation',
    beforeOpening: true,
    isDue: async (now) => clockWatch.isCertain() && (await release.unitsDue(dueAt(now))).length > 0,
    run: async (now) => {
      const due = dueAt(now)
      for (const unitId of await release.unitsDue(due)) await database.transaction(() => release.release(unitId, due))
      return 'done'
    },
  }
}
