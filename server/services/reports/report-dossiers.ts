import type { FigureDossiers } from '#contract/satisfaction'
import type { HandledPetitions, ReturnedDossiers } from '#core/report/facts'
import { sumPortal } from '#core/dossiers/counts'
import { monthsOfRange } from '#core/dossiers/months'
import type { DateRange } from '#core/time/period'
import type { DossierStores } from '../dossiers/count-dossiers.ts'
import { countRows, isComplete } from '../dossiers/count-dossiers.ts'

/** The dossiers and petitions of a range; null each where a month of it was not entered, because a sum would lack it. */
export async function dossiersOf(
  unitIds: readonly number[],
  range: DateRange,
  stores: DossierStores,
): Promise<{ readonly dossiers: ReturnedDossiers | null; readonly petitions: HandledPetitions | null }> {
  const months = monthsOfRange(range)
  if (months === null) return { dossiers: null, petitions: null }
  const found = await stores.dossiers.withRated(unitIds, months)
  const counted = countRows(found, months)
  const portal = await stores.dossiers.portal(unitIds, months.months)
  // The portal counts by calendar months, of each unit by itself: all that work must have theirs.
  const counting = new Set([...found.rated, ...portal.map(({ unitId }) => unitId)])
  const isWhole = months.cutOffDay === null && portal.length === counting.size * months.months.length
  const { petitions, answered, onTime } = sumPortal(portal)
  return {
    dossiers: isComplete(counted) ? toReturned(counted.total) : null,
    petitions:
      !isWhole || petitions === null || answered === null || onTime === null
        ? null
        : { received: petitions, answered, onTime },
  }
}

/** The dossiers that an edition was closed with; null where a month of it was not entered. */
export const returnedOf = (dossiers: FigureDossiers | null): ReturnedDossiers | null =>
  dossiers === null || dossiers.missing > 0 ? null : toReturned(dossiers.counts)

type Total = ReturnType<typeof countRows>['total']

function toReturned({ early, onTime, late, apologised }: Total): ReturnedDossiers | null {
  return early === null || onTime === null || late === null ? null : { early, onTime, late, apologised }
}
