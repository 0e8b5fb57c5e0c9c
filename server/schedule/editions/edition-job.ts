import { actingAt, scheduler } from '#core/ledger/actor'
import type { ClockWatch } from '../../services/clock/clock-watch.ts'
import { closeByItself } from '../../services/editions/close-due.ts'
import type { DueStores } from '../../services/editions/due-editions.ts'
import type { Job, JobLog } from '../job.ts'
import { daily } from '../timetable.ts'

export interface EditionJobParts extends DueStores {
  readonly clockWatch: Pick<ClockWatch, 'isCertain' | 'settled'>
  readonly log: JobLog
}

/** A quarter past six in the morning, when what the day before left has entered the figures. */
const CLOSING_MINUTE = 6 * 60 + 15

/** Closes the periods that nobody has closed; while the time is uncertain none is over. */
export const editionJob = (parts: EditionJobParts): Job => ({
  name: 'editions',
  at: daily(CLOSING_MINUTE),
  of: 'installation',
  beforeOpening: false,
  isDue: () => Promise.resolve(parts.clockWatch.isCertain()),
  run: async (now) => {
    const since = await parts.editions.automaticSince()
    const settled = parts.clockWatch.settled()
    for (const unit of await parts.units.all()) {
      const order = { unit, settled, since }
      const { closed, waiting } = await closeByItself(parts, order, actingAt(scheduler, now))
      if (closed > 0) parts.log.info({ unit: unit.code, closed }, 'periods were closed')
      if (waiting.length > 0)
        parts.log.warn({ unit: unit.code, periods: waiting.map(({ period }) => period) }, 'periods wait to be closed')
    }
    return 'done'
  },
})
