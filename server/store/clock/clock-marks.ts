import type { Actor } from '#core/ledger/actor'
import { actingAt } from '#core/ledger/actor'
import { civilDate } from '#core/time/civil-time'
import type { ClockDoubt } from '#core/time/clock-doubt'
import { clockDoubts } from '#core/time/clock-doubt'
import type { Database } from '../engine/database.ts'
import { countRows } from '../engine/portable.ts'
import { audit } from '../ledger/audit.ts'
import { countOutliving, endOutliving } from './outliving.ts'

/** How far time has come by what is stored. */
export interface ClockMark {
  /** Milliseconds since the epoch; null before anything was stored. */
  readonly newest: number | null
  readonly doubt: ClockDoubt | null
  /** How often a person said that the host's time is right. */
  readonly confirmations: number
}

/** Ratings of one day whose time is uncertain and that nobody has put right. */
export interface UncertainDay {
  readonly unitId: number
  readonly day: string
  readonly ratings: number
}

/** Moments are stored by the minute: the database holds no exact time near which somebody rated. */
const toMinute = (epochMs: number): number => Math.floor(epochMs / 60_000) * 60_000

export type ClockMarks = ReturnType<typeof createClockMarks>

export const createClockStores = (database: Database) => ({ clockMarks: createClockMarks(database) })

export function createClockMarks({ reads, transaction }: Pick<Database, 'reads' | 'transaction'>) {
  const read = async (): Promise<ClockMark> => {
    const row = await reads
      .selectFrom('clock_mark')
      .select(['newest', 'doubt', 'confirmations'])
      .executeTakeFirstOrThrow()
    return { ...row, doubt: clockDoubts.find((code) => code === row.doubt) ?? null }
  }
  return {
    read,
    /**
     * When the newest entry of the audit was written; null for none. Commands write there while no server runs. A wrong
     * one counts no longer than until the next, which a confirmation is.
     */
    lastEntry: async (): Promise<number | null> => {
      const last = await reads.selectFrom('audit').select('at').orderBy('id', 'desc').limit(1).executeTakeFirst()
      return last ? Date.parse(last.at) : null
    },
    /** Time has come so far; never back. */
    raise: (now: number) =>
      transaction(async (trx) => {
        await trx
          .updateTable('clock_mark')
          .set({ newest: toMinute(now) })
          .where(({ or, eb }) => or([eb('newest', 'is', null), eb('newest', '<', toMinute(now))]))
          .execute()
      }),
    /** From now on, or no longer, the time is in doubt; for other processes and the next start. */
    setDoubt: (doubt: ClockDoubt | null, now: number) =>
      transaction(async (trx) => {
        if (doubt === null) await endOutliving(trx, now)
        await trx.updateTable('clock_mark').set({ doubt }).execute()
      }),
    /** A person says that `now` is right: whatever was stored later counts for nothing from here on. */
    confirm: (actor: Actor, { now, doubt }: { readonly now: number; readonly doubt: ClockDoubt | null }) =>
      transaction(async (trx) => {
        const entry = { action: 'clock.confirm', subject: civilDate(now), unitId: null, detail: { doubt } }
        await audit(trx, actingAt(actor, now), entry)
        await endOutliving(trx, now)
        await trx
          .updateTable('clock_mark')
          .set((e) => ({ newest: toMinute(now), doubt: null, confirmations: e('confirmations', '+', 1) }))
          .execute()
      }),
    /** What a confirmation at `now` ends for good. */
    outliving: (now: number) => countOutliving(reads, now),
    /** Ratings that are marked as of an uncertain time, by unit and day; not those that were put right since. */
    uncertainDays: (unitIds: readonly number[]): Promise<UncertainDay[]> =>
      reads
        .selectFrom('response')
        .select(['unit_id as unitId', 'local_date as day', countRows().as('ratings')])
        .where('uncertain_time', '=', 1)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('redate')
                .select('redate.day')
                .whereRef('redate.unit_id', '=', 'response.unit_id')
                .whereRef('redate.response_id', '=', 'response.id'),
            ),
          ),
        )
        .where('unit_id', 'in', unitIds)
        .groupBy(['unit_id', 'local_date'])
        .orderBy('unit_id')
        .orderBy('local_date')
        .execute(),
  }
}
