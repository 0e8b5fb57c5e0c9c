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
export const releaseJob = ({ database, release, smallestRelease }: ReleaseParts): Job => ({
  name: 'release',
  at: EVERY_MINUTE,
  of: 'installation',
  beforeOpening: true,
  run: async (now) => {
    const due = { kind: 'closed', day: civilDate(now), atLeast: smallestRelease } as const
    const units = await database.transaction(() => release.unitsWaiting())
    for (const unitId of units) await database.transaction(() => release.release(unitId, due))
    return 'done'
  },
})
