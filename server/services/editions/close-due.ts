import type { EditionsDue } from '#contract/editions'
import type { Attribution } from '#core/ledger/actor'
import { civilDate } from '#core/time/civil-time'
import { daysBetween } from '#core/time/period'
import type { UnitRow } from '../../store/office/units.ts'
import { isRefusal } from '../refusal.ts'
import { closeEdition } from './close-edition.ts'
import type { DueStores } from './due-editions.ts'
import { dueEditions } from './due-editions.ts'

/** Days after its end on which a period is closed by itself: where nothing is missing, and whatever is missing. */
export const CLOSING_DAYS = { complete: 5, latest: 15 } as const

interface DueOrder {
  readonly unit: UnitRow
  /** Up to when days count as over, in milliseconds since the epoch. */
  readonly settled: number
}

/** Closes every period of a unit that is due, the largest first. @returns how many */
export async function closeAllDue(stores: DueStores, { unit, settled }: DueOrder, by: Attribution): Promise<number> {
  const { periods } = await dueEditions(stores, unit, settled)
  return closePeriods(stores, { unitId: unit.id, periods, settled }, by)
}

type OpenPeriod = EditionsDue['periods'][number]

/** What the server did by itself for a unit. */
export interface ClosedByItself {
  readonly closed: number
  /** Periods that wait for what is missing. */
  readonly waiting: EditionsDue['periods']
}

/**
 * Closes the periods of a unit that nobody has closed: five days after their end where nothing is missing of them, else
 * after fifteen. What ended before `since` is left to be closed by hand: it was reported when there were no editions.
 */
export async function closeByItself(
  stores: DueStores,
  { unit, settled, since }: DueOrder & { readonly since: string | null },
  by: Attribution,
): Promise<ClosedByItself> {
  const due = await dueEditions(stores, unit, settled)
  const today = civilDate(settled)
  const isReady = due.missing.every(({ what }) => what === 'dossiers')
  const daysOf = ({ withoutDossiers }: OpenPeriod): number =>
    isReady && withoutDossiers.length === 0 ? CLOSING_DAYS.complete : CLOSING_DAYS.latest
  const own = due.periods.filter(({ to }) => since === null || to >= since)
  const ripe = own.filter((each) => daysBetween(each.to, today) >= daysOf(each))
  const waiting = own.filter((each) => {
    const passed = daysBetween(each.to, today)
    return passed >= CLOSING_DAYS.complete && passed < daysOf(each)
  })
  return { closed: await closePeriods(stores, { unitId: unit.id, periods: ripe, settled }, by), waiting }
}

interface ClosingList {
  readonly unitId: number
  readonly periods: EditionsDue['periods']
  readonly settled: number
}

async function closePeriods(
  stores: DueStores,
  { unitId, periods, settled }: ClosingList,
  by: Attribution,
): Promise<number> {
  let closed = 0
  for (const { period } of periods)
    if (!isRefusal(await closeEdition(stores, { unitId, request: { period }, settled }, by))) closed += 1
  return closed
}
