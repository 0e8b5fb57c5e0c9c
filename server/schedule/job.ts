import type { JobOutcome } from '../store/jobs/job-claims.ts'

/** One thing the server does by the clock. */
export interface Job {
  readonly name: string
  /** Cron pattern in the civil time of Vietnam, whatever zone the machine is set to. What was missed is made up for. */
  readonly at: string
  /** Whose it is: of the installation, done by one process; or of each process, because it looks at its own memory. */
  readonly of: 'installation' | 'process'
  /** Also done before kiosks and officers are served. */
  readonly beforeOpening: boolean
  /** Whether there is something to do; yes unless it says otherwise. `now`: milliseconds since the epoch. */
  isDue?(now: number): Promise<boolean>
  /** `failed` and an error are tried again at the next tick. */
  run(now: number): Promise<JobOutcome>
}

/** The log of the server; sentences name no one and nothing that was rated. */
export interface JobLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
