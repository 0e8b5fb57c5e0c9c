import type { CoveredPeriod } from '#core/editions/touched-periods'
import type { Editions } from '../../store/editions/editions.ts'
import type { Units } from '../../store/office/units.ts'

/** Every closed period of every unit, with the units whose ratings are in it. */
export async function coveredPeriods(stores: {
  readonly units: Pick<Units, 'all' | 'under'>
  readonly editions: Pick<Editions, 'closedPeriods'>
}): Promise<readonly CoveredPeriod[]> {
  const units = await stores.units.all()
  const closed = await stores.editions.closedPeriods(units.map(({ id }) => id))
  const covers = new Map<number, ReadonlySet<string>>()
  for (const unitId of new Set(closed.map((period) => period.unitId)))
    covers.set(unitId, new Set((await stores.units.under(unitId)).map(({ code }) => code)))
  return closed.map(({ unitId, period, from, to }) => ({
    unit: units.find(({ id }) => id === unitId)?.name ?? '',
    period,
    from,
    to,
    covers: covers.get(unitId) ?? new Set<string>(),
  }))
}
