import type { EditionsDue } from '#contract/editions'
import { monthsOfRange, rangeOfMonth } from '#core/dossiers/months'
import { endedPeriods } from '#core/editions/edition-periods'
import type { NamedPeriod } from '#core/editions/edition-periods'
import { targetInForce } from '#core/statistics/target-choice'
import { civilDate } from '#core/time/civil-time'
import { cutOffDayOf } from '#core/time/period'
import { monthsWords } from '#core/words/periods'
import type { Devices } from '../../store/devices/devices.ts'
import type { UnitRow } from '../../store/office/units.ts'
import type { UnitMonth } from '../dossiers/count-dossiers.ts'
import { countRows } from '../dossiers/count-dossiers.ts'
import type { EditionStores } from './edition-stores.ts'

export interface DueStores extends EditionStores {
  readonly devices: Pick<Devices, 'of'>
}

/**
 * The periods of the office's own calendar that are over and not closed, the largest first, and what is missing before they
 * are closed.
 *
 * @param settled up to when days count as over, in milliseconds since the epoch
 */
export async function dueEditions(stores: DueStores, unit: UnitRow, settled: number): Promise<EditionsDue> {
  const today = civilDate(settled)
  const units = await stores.units.under(unit.id)
  const unitIds = units.map(({ id }) => id)
  const firstDay = await stores.figures.firstDay(unitIds)
  const closed = new Set((await stores.editions.of([unit.id])).map(({ from, to }) => `${from} ${to}`))
  const ended = firstDay === null ? [] : endedPeriods(firstDay, today, cutOffDayOf(unit))
  const periods = ended.filter(({ from, to }) => !closed.has(`${from} ${to}`))
  const uncounted = firstDay === null ? [] : await uncountedMonths(stores, { unit, unitIds, periods, firstDay })
  return {
    periods: periods.map(({ period, from, to }) => ({
      period,
      from,
      to,
      withoutDossiers: monthNames(uncounted).filter((month) => monthsOfRange({ from, to })?.months.includes(month)),
    })),
    missing: [...(await missingFor(stores, { unit, unitIds, today })), ...missingDossiers(uncounted)],
  }
}

const monthNames = (found: readonly UnitMonth[]): string[] => [...new Set(found.map(({ month }) => month))].sort()

interface UncountedQuestion {
  readonly unit: UnitRow
  readonly unitIds: readonly number[]
  readonly periods: readonly NamedPeriod[]
  readonly firstDay: string
}

/** The months of these periods for which a unit with ratings has entered no dossiers, from the first rating on. */
async function uncountedMonths(
  { figures }: DueStores,
  { unit, unitIds, periods, firstDay }: UncountedQuestion,
): Promise<readonly UnitMonth[]> {
  const cutOffDay = cutOffDayOf(unit)
  const all = [...new Set(periods.flatMap((range) => monthsOfRange(range)?.months ?? []))].sort()
  const months = { months: all.filter((month) => (rangeOfMonth(month, cutOffDay)?.to ?? '') >= firstDay), cutOffDay }
  return countRows(await figures.dossiers(unitIds, months), months).missing
}

/** One line for all of them. */
function missingDossiers(uncounted: readonly UnitMonth[]): EditionsDue['missing'] {
  const count = new Set(uncounted.map(({ unitId }) => unitId)).size
  return count === 0 ? [] : [{ what: 'dossiers', name: monthsWords(monthNames(uncounted)), count }]
}

interface MissingQuestion {
  readonly unit: UnitRow
  readonly unitIds: readonly number[]
  readonly today: string
}

/** What would change the figures. */
async function missingFor(
  { devices, figures, units }: DueStores,
  { unit, unitIds, today }: MissingQuestion,
): Promise<EditionsDue['missing']> {
  const unsent = (await devices.of(unitIds)).filter(({ waiting, revoked }) => !revoked && (waiting ?? 0) > 0)
  const chain = await units.chain(unit.id)
  const targets = await figures.targets(chain)
  const target = targetInForce(targets, { chain, groups: ['chung'], date: today, measure: 'share', stage: null })
  return [
    ...unsent.map(({ name, waiting }) => ({ what: 'unsent' as const, name, count: waiting ?? 0 })),
    ...(target === null ? [{ what: 'target' as const, name: '', count: 0 }] : []),
  ]
}
