import type { ClockWatch } from '../services/clock/clock-watch.ts'
import type { Sessions } from '../store/people/sessions.ts'
import type { SignInFailures } from '../store/people/sign-in-failures.ts'
import type { Job } from './job.ts'
import { EVERY_QUARTER_OF_AN_HOUR } from './timetable.ts'

export interface SignInJobParts {
  readonly sessions: Sessions
  readonly signInFailures: SignInFailures
  readonly clockWatch: Pick<ClockWatch, 'isCertain'>
}

/** Writes down who failed to sign in; each process counts its own. */
export const signInFailureJob = ({ signInFailures }: SignInJobParts): Job => ({
  name: 'sign-in-failures',
  at: EVERY_QUARTER_OF_AN_HOUR,
  of: 'process',
  beforeOpening: true,
  run: async (now) => {
    await signInFailures.write(new Date(now).toISOString())
    return 'done'
  },
})

/** Forgets sessions that have run out; none while the time is uncertain. */
export const sessionJob = ({ sessions, clockWatch }: SignInJobParts): Job => ({
  name: 'sessions',
  at: EVERY_QUARTER_OF_AN_HOUR,
  of: 'installation',
  beforeOpening: true,
  isDue: () => Promise.resolve(clockWatch.isCertain()),
  run: async (now) => {
    await sessions.sweep(now)
    return 'done'
  },
})
