import type { Sessions } from '../store/people/sessions.ts'
import type { SignInFailures } from '../store/people/sign-in-failures.ts'
import type { Job } from './job.ts'
import { EVERY_QUARTER_OF_AN_HOUR } from './timetable.ts'

export interface SignInJobParts {
  readonly sessions: Sessions
  readonly signInFailures: SignInFailures
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

/** Forgets sessions that have run out. */
export const sessionJob = ({ sessions }: SignInJobParts): Job => ({
  name: 'sessions',
  at: EVERY_QUARTER_OF_AN_HOUR,
  of: 'installation',
  beforeOpening: true,
  run: async (now) => {
    await sessions.sweep(now)
    return 'done'
  },
})
