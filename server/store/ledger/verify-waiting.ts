import { sql } from 'kysely'
import { addDays, isCivilDate } from '#core/time/period'
import type { Snapshot } from '../engine/database.ts'
import { textOrder } from '../engine/portable.ts'
import type { LedgerProblem } from './verification.ts'

interface WaitingRow {
  readonly unit: string
  readonly position: number
  /** Text, whatever else somebody has put there, or null. */
  readonly day: unknown
  /** Civil day of the response; null where the ledger holds none at that position. */
  readonly localDate: string | null
  /** Day of the first checkpoint that covers the position; null where none does. */
  readonly signedDay: string | null
}

/** The code of a unit, or its id where the unit itself is gone. */
const unitName = sql<string>`coalesce(u.code, '#' || w.unit_id)`

/**
 * What waits although it belongs to no response, or waits longer than it could: so a rating would be kept out of the
 * figures for ever, and the figures would still agree with what is left.
 *
 * To bound the day is enough. A row whose day has passed, rightly or slipped in, is released with the next five: it hides
 * nothing for long.
 *
 * @param today civil day by the clock: what no checkpoint covers has come by then
 */
export async function waitingProblems({ statement }: Snapshot, today: string): Promise<LedgerProblem[]> {
  const waiting = statement<void, WaitingRow>(
    () => sql`select ${unitName} as unit, w.position, w.day,
      r.local_date as "localDate",
      (select c.day from checkpoint as c
        where c.unit_id = w.unit_id and c.size >= w.position
        order by c.size limit 1) as "signedDay"
    from waiting as w
    left join unit as u on u.id = w.unit_id
    left join ledger as l on l.unit_id = w.unit_id and l.position = w.position
    left join response as r on r.unit_id = l.unit_id and r.id = l.response_id
    order by ${textOrder(unitName)}, w.position`,
  )
  const problems: LedgerProblem[] = []
  for await (const row of waiting.iterate()) {
    const code = waitingProblem(row, today)
    if (code !== null) problems.push({ unit: row.unit, code, position: row.position })
  }
  return problems
}

function waitingProblem({ day, localDate, signedDay }: WaitingRow, today: string): LedgerProblem['code'] | null {
  if (localDate === null) return 'unknown_waiting'
  // Without a day only an import writes, and releases in the same transaction: nobody else ever sees such a row.
  if (typeof day !== 'string') return 'endless_waiting'
  const latest = [localDate, signedDay ?? today].sort().at(-1) ?? ''
  return isLater(day, latest) ? 'endless_waiting' : null
}

/**
 * One day is allowed: an import that runs over midnight signs with the day it began, what a kiosk brought after midnight
 * too, and a clock that is set may step back over midnight.
 */
function isLater(day: string, latest: string): boolean {
  return day > latest && !(isCivilDate(day) && addDays(day, -1) <= latest)
}
