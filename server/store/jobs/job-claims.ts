import type { Transaction } from 'kysely'
import type { Database } from '../engine/database.ts'
import type { Tables } from '../engine/tables.ts'

/** Moments are stored by the minute: the database holds no exact time near which somebody rated. */
const toMinute = (epochMs: number): number => Math.floor(epochMs / 60_000) * 60_000

/** What came of a run. */
export type JobOutcome = 'done' | 'failed'

/** A job somebody wants to run; moments in milliseconds since the epoch. */
export interface JobTurn {
  readonly name: string
  /** When it last became due, a whole minute: a run that was begun since then and went well is enough. */
  readonly due: number
  readonly now: number
}

/** A claim, so that of several processes over one database only one runs a job. */
export interface JobClaim {
  /** The process. */
  readonly by: string
  readonly forMs: number
}

export const createJobStores = (database: Database) => ({ jobClaims: createJobClaims(database) })

export type JobClaims = ReturnType<typeof createJobClaims>

export function createJobClaims({ reads, transaction }: Pick<Database, 'reads' | 'transaction'>) {
  return {
    /** Whether the job has to be run and nobody is at it; a short read, so that asking costs no write. */
    isOpen: async (turn: JobTurn, { forMs }: JobClaim): Promise<boolean> =>
      isOpen(await rowOf(reads, turn.name), turn, forMs),
    /**
     * Claims the job. A claim that is not renewed ends by itself, because its process may be dead.
     * @returns false when another process was faster, or the job has been run meanwhile
     */
    claim: (turn: JobTurn, { by, forMs }: JobClaim): Promise<boolean> =>
      transaction(async (trx) => {
        if (!isOpen(await rowOf(trx, turn.name), turn, forMs)) return false
        const { name } = turn
        const now = toMinute(turn.now)
        const begun = { started_at: now, finished_at: null, outcome: null, claimed_by: by, claimed_until: now + forMs }
        await trx
          .insertInto('job')
          .values({ name, ...begun })
          .onConflict((conflict) => conflict.column('name').doUpdateSet(begun))
          .execute()
        return true
      }),
    /** Keeps a claim on a job that is still running. */
    renew: ({ name, now }: Omit<JobTurn, 'due'>, { by, forMs }: JobClaim): Promise<void> =>
      transaction((trx) => changeClaimed(trx, { name, by }, { claimed_until: toMinute(now) + forMs })),
    /** Gives the claim back; nothing happens where somebody else has it by now. */
    finish: ({ name, now }: Omit<JobTurn, 'due'>, by: string, outcome: JobOutcome): Promise<void> =>
      transaction((trx) => {
        const ended = { finished_at: toMinute(now), outcome, claimed_by: null, claimed_until: null }
        return changeClaimed(trx, { name, by }, ended)
      }),
    /**
     * Takes every claim back, so that a start need not wait for those of a process that was killed. Only for whoever
     * holds the lock of the data folder, because it proves that no other server lives. Where several processes share a
     * database, as on PostgreSQL, it must not be called: it would take the claims of those that live.
     */
    clear: (): Promise<void> =>
      transaction(async (trx) => {
        const none = { claimed_by: null, claimed_until: null }
        await trx.updateTable('job').set(none).where('claimed_by', 'is not', null).execute()
      }),
  }
}

type JobRow = NonNullable<Awaited<ReturnType<typeof rowOf>>>

const rowOf = (db: Database['reads'], name: string) =>
  db
    .selectFrom('job')
    .select(['started_at', 'outcome', 'claimed_by', 'claimed_until'])
    .where('name', '=', name)
    .executeTakeFirst()

async function changeClaimed(
  trx: Transaction<Tables>,
  { name, by }: { readonly name: string; readonly by: string },
  change: Partial<Tables['job']>,
): Promise<void> {
  await trx.updateTable('job').set(change).where('name', '=', name).where('claimed_by', '=', by).execute()
}

/** A moment that lies ahead was written before the clock was set back, and counts for nothing. */
function isOpen(row: JobRow | undefined, { due, now }: JobTurn, forMs: number): boolean {
  if (row === undefined) return true
  const until = row.claimed_until
  if (until !== null && until > now && until <= now + forMs) return false
  return !(row.outcome === 'done' && row.started_at >= due && row.started_at <= now)
}
