import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { LedgerRecord } from '#core/ledger/record'
import { isQuickRepeat } from '#core/ledger/buckets'
import { MOST_QUICK_REPEATS, MOST_RATINGS } from '#core/operations/device-rate'
import type { DeviceDay } from '#core/operations/device-rate'
import type { DateRange } from '#core/time/period'
import type { Database } from '../engine/database.ts'
import { sumOf } from '../engine/portable.ts'
import type { Tables } from '../engine/tables.ts'

/** A rating that was stored just now. */
export interface StoredRating {
  readonly deviceId: number
  readonly unitId: number
  readonly record: Pick<LedgerRecord, 'localDate' | 'gapBucket'>
}

/** Counts the ratings of one transaction by device and day. */
export interface DeviceDayCounts {
  add(rating: StoredRating): void
  /** Writes one row for each device and day. */
  finish(): Promise<void>
}

/** Prepares the counting on the writing connection; each transaction opens counts of its own. */
export function createDeviceDayCounts({ statement, db }: Database): () => DeviceDayCounts {
  const write = statement<Readonly<Tables['device_day']>>((p) =>
    db
      .insertInto('device_day')
      .values({
        unit_id: p('unit_id'),
        day: p('day'),
        device_id: p('device_id'),
        ratings: p('ratings'),
        quick: p('quick'),
      })
      .onConflict((conflict) =>
        conflict.columns(['unit_id', 'day', 'device_id']).doUpdateSet({
          ratings: sql`device_day.ratings + excluded.ratings`,
          quick: sql`device_day.quick + excluded.quick`,
        }),
      ),
  )
  return () => {
    const days = new Map<string, Tables['device_day']>()
    return {
      add: ({ deviceId, unitId, record: { localDate: day, gapBucket } }) => {
        const key = `${unitId}|${day}|${deviceId}`
        const { ratings, quick } = days.get(key) ?? { ratings: 0, quick: 0 }
        days.set(key, {
          unit_id: unitId,
          day,
          device_id: deviceId,
          ratings: ratings + 1,
          quick: quick + (isQuickRepeat(gapBucket) ? 1 : 0),
        })
      },
      finish: async () => {
        for (const row of days.values()) await write.run(row)
      },
    }
  }
}

/** Of each device, the newest day on which it was rated as visitors do not rate. */
export async function implausibleDays(
  db: Kysely<Tables>,
  deviceIds: readonly number[],
): Promise<ReadonlyMap<number, DeviceDay>> {
  if (deviceIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('device_day')
    .select(['device_id', 'day', sumOf('ratings').as('ratings'), sumOf('quick').as('quick')])
    .where('device_id', 'in', deviceIds)
    .groupBy(['device_id', 'day'])
    .having((is) => is.or([is(sumOf('quick'), '>', MOST_QUICK_REPEATS), is(sumOf('ratings'), '>', MOST_RATINGS)]))
    .orderBy('day')
    .execute()
  return new Map(rows.map(({ device_id: id, day, ratings, quick }) => [id, { day, ratings, quick }]))
}

/** How many ratings of these units came less than 15 s after the one before on the same device, on days of the range. */
export async function quickRepeatsOf(
  db: Kysely<Tables>,
  unitIds: readonly number[],
  { from, to }: DateRange,
): Promise<number> {
  const row = await db
    .selectFrom('device_day')
    .select(sumOf('quick').as('quick'))
    .where('unit_id', 'in', unitIds)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .executeTakeFirstOrThrow()
  return row.quick
}
