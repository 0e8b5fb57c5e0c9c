import type { Kysely } from 'kysely'
import type { OpeningHours, OwnHours } from '#core/time/opening-hours'
import { hoursAlong, WEEKDAYS } from '#core/time/opening-hours'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import type { Tables } from '../engine/tables.ts'
import { chainOf } from './units.ts'

/** One read for all of them. */
export async function ownHoursOf(db: Kysely<Tables>, unitIds: readonly number[]): Promise<OwnHours> {
  const spans = await db
    .selectFrom('opening_span')
    .select(['unit_id', 'weekday', 'opens', 'closes'])
    .where('unit_id', 'in', unitIds)
    .orderBy('opens')
    .execute()
  if (spans.length === 0) return new Map()
  const closed = await db
    .selectFrom('closed_day')
    .select(['unit_id', 'day'])
    .where('unit_id', 'in', unitIds)
    .orderBy('day')
    .execute()
  const hoursOf = (id: number): OpeningHours => {
    const own = spans.filter(({ unit_id }) => unit_id === id)
    return {
      week: Array.from({ length: WEEKDAYS }, (_, weekday) =>
        own.filter((span) => span.weekday === weekday).map(({ opens, closes }) => ({ opens, closes })),
      ),
      closedDays: closed.filter(({ unit_id }) => unit_id === id).map(({ day }) => day),
    }
  }
  return new Map([...new Set(spans.map(({ unit_id }) => unit_id))].map((id) => [id, hoursOf(id)]))
}

/** The hours a unit has set itself. @returns null while it has set none */
export const ownOpeningHours = async (db: Kysely<Tables>, unitId: number): Promise<OpeningHours | null> =>
  (await ownHoursOf(db, [unitId])).get(unitId) ?? null

/** The hours that hold for a unit: its own, else those of the nearest unit above it, else the usual ones. */
export async function openingHoursOf(db: Kysely<Tables>, unitId: number): Promise<OpeningHours> {
  const chain = await chainOf(db, unitId)
  return hoursAlong(chain, await ownHoursOf(db, chain))
}

/** Inside a transaction: from then on these are the unit's own hours. */
export async function writeOpeningHours(trx: Kysely<Tables>, unitId: number, hours: OpeningHours): Promise<void> {
  await trx.deleteFrom('opening_span').where('unit_id', '=', unitId).execute()
  await trx.deleteFrom('closed_day').where('unit_id', '=', unitId).execute()
  for (const [weekday, spans] of hours.week.entries())
    for (const span of spans)
      await trx
        .insertInto('opening_span')
        .values({ unit_id: unitId, weekday, ...span })
        .execute()
  for (const day of new Set(hours.closedDays))
    await trx.insertInto('closed_day').values({ unit_id: unitId, day }).execute()
}

export type OpeningHoursStore = ReturnType<typeof createOpeningHours>

export function createOpeningHours({ reads, transaction }: Database) {
  return {
    of: (unitId: number) => openingHoursOf(reads, unitId),
    change: (unit: { readonly id: number; readonly code: string }, hours: OpeningHours, by: Attribution) =>
      transaction(async (trx) => {
        await writeOpeningHours(trx, unit.id, hours)
        const entry = { action: 'unit.hours', subject: unit.code, unitId: unit.id }
        await audit(trx, by, entry)
      }),
  }
}
