import type { EditionsDue } from '#contract/editions'
import { endedPeriods } from '#core/editions/edition-periods'
import { targetInForce } from '#core/statistics/target-choice'
import { civilDate } from '#core/time/civil-time'
import { cutOffDayOf } from '#core/time/period'
import type { Devices } from '../../store/devices/devices.ts'
import type { UnitRow } from '../../store/office/units.ts'
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
  return {
    periods: periods.map(({ period, from, to }) => ({ period, from, to })),
    missing: await missingFor(stores, { unit, unitIds, today }),
  }
}

interface MissingQuestion {
  readonly unit: UnitRow
  readonly unitIds: readonly number[]
  readonly today: string
}

/** What would change the figures, or is asked for beside them. Counts of dossiers are listed here once they are kept. */
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
