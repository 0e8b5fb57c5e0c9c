import type { ClockDoubt } from '#core/time/clock-doubt'
import { clockDoubtWords } from '#core/time/clock-words'
import type { ClockWatch } from '../services/clock/clock-watch.ts'
import type { Job, JobLog } from './job.ts'
import { EVERY_MINUTE } from './timetable.ts'

export interface ClockJobParts {
  readonly clockWatch: ClockWatch
  readonly log: JobLog
}

/** Looks at the clock before anything else is done by it, and says when it is in doubt or certain again. */
export const clockJob = ({ clockWatch, log }: ClockJobParts): Job => ({
  name: 'clock',
  at: EVERY_MINUTE,
  of: 'process',
  beforeOpening: true,
  run: async () => {
    const changed = await clockWatch.look()
    if (changed === null) return 'done'
    if (changed.doubt === null) log.info({}, 'Giờ của máy chủ đã chắc chắn trở lại. (The time is certain again.)')
    else log.warn(fieldsOf(changed.doubt, clockWatch), clockDoubtWords[changed.doubt])
    return 'done'
  },
})

const fieldsOf = (doubt: ClockDoubt, { host, state }: ClockWatch): object => {
  const { newest } = state()
  return {
    doubt,
    host: new Date(host()).toISOString(),
    newest: newest === null ? null : new Date(newest).toISOString(),
  }
}
