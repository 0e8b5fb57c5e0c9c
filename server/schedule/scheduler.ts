import { randomUUID } from 'node:crypto'
import type { JobClaims, JobTurn } from '../store/jobs/job-claims.ts'
import type { Job } from './job.ts'
import { timetable } from './timetable.ts'

export interface Scheduler {
  /**
   * Runs what is due, in the order of the list; may be called as often as one likes, also while a tick is at work.
   * @returns what went wrong; a job that fails keeps no other from its turn
   */
  tick(part?: 'beforeOpening'): Promise<readonly Error[]>
  /** Begins nothing more, and waits for what is running. */
  stop(): Promise<void>
}

export interface SchedulerParts {
  readonly claims: JobClaims
  readonly clock: () => number
}

/** A claim holds so long after the last tick: a dead process keeps a job from the others no longer. */
export const CLAIM_MS = 180_000

const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** What went wrong with a job: its run, and the giving back of its claim. */
const errorsOf = (error: unknown): readonly Error[] =>
  error instanceof AggregateError ? error.errors.map(errorOf) : [errorOf(error)]

const settled = async <T>(work: () => Promise<T>): Promise<PromiseSettledResult<T>> => {
  const [result] = await Promise.allSettled([Promise.resolve().then(work)])
  return result
}

/** Runs jobs by the clock. Of all schedulers over one database, one runs a job of the installation when it is due. */
export function createScheduler(jobs: readonly Job[], { claims, clock }: SchedulerParts): Scheduler {
  const claim = { by: randomUUID(), forMs: CLAIM_MS }
  const turns = jobs.map((job) => ({ job, latest: timetable(job.at) }))
  const atWork = new Map<string, Promise<void>>()
  const claimed = new Set<string>()
  const ownRuns = new Map<string, number>()
  let stopped = false

  const wasRun = ({ name, due, now }: JobTurn): boolean => {
    const at = ownRuns.get(name)
    return at !== undefined && at >= due && at <= now
  }

  const runOwn = async (job: Job, turn: JobTurn): Promise<void> => {
    if (wasRun(turn) || (await job.isDue?.(turn.now)) === false) return
    if ((await job.run(turn.now)) === 'done') ownRuns.set(job.name, turn.now)
  }

  const runClaimed = async (job: Job, turn: JobTurn): Promise<void> => {
    if (!(await claims.isOpen(turn, claim)) || (await job.isDue?.(turn.now)) === false) return
    if (!(await claims.claim(turn, claim))) return
    claimed.add(job.name)
    const run = await settled(() => job.run(turn.now))
    claimed.delete(job.name)
    const outcome = run.status === 'fulfilled' ? run.value : 'failed'
    const finish = await settled(() => claims.finish({ name: job.name, now: clock() }, claim.by, outcome))
    const errors = [run, finish].flatMap((part) => (part.status === 'rejected' ? [errorOf(part.reason)] : []))
    if (errors.length > 0) throw new AggregateError(errors)
  }

  const takeTurn = async ({ job, latest }: (typeof turns)[number]): Promise<void> => {
    const { name } = job
    const now = clock()
    if (atWork.has(name)) {
      if (claimed.has(name)) await claims.renew({ name, now }, claim)
      return
    }
    const turn = { name, due: latest(now), now }
    const work = job.of === 'process' ? runOwn(job, turn) : runClaimed(job, turn)
    atWork.set(name, work)
    try {
      await work
    } finally {
      atWork.delete(name)
    }
  }

  return {
    tick: async (part) => {
      const failures: Error[] = []
      for (const turn of turns) {
        if (stopped || (part === 'beforeOpening' && !turn.job.beforeOpening)) continue
        await takeTurn(turn).catch((error: unknown) => failures.push(...errorsOf(error)))
      }
      return failures
    },
    stop: async () => {
      stopped = true
      await Promise.allSettled(atWork.values())
    },
  }
}
