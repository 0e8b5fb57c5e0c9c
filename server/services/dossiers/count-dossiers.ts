import type { EnteredDossiers } from '#core/dossiers/counts'
import { hasDossiers, sumDossiers } from '#core/dossiers/counts'
import type { CountMonths } from '#core/dossiers/months'
import type { DossierRow, Dossiers, DossiersAndRated } from '../../store/dossiers/dossiers.ts'

export interface DossierStores {
  readonly dossiers: Dossiers
}

/** A unit's dossiers of some months, with those of every unit below it. */
export interface CountedDossiers {
  readonly total: EnteredDossiers
  /** By the id of the area, 0 for what was not parted by area; an area that nobody entered is not there. */
  readonly byArea: ReadonlyMap<number, EnteredDossiers>
  /** Months in which a unit that has ratings or counts has entered nothing: while there are any, the sums lack them. */
  readonly missing: readonly UnitMonth[]
}

export interface UnitMonth {
  readonly unitId: number
  readonly month: string
}

/** Units whose dossiers are counted together, and the months. */
export interface DossierQuestion {
  /** The unit and every unit below it. */
  readonly unitIds: readonly number[]
  readonly months: CountMonths
}

/**
 * Counts the dossiers of a unit and a set of whole months, together and by area. What asks for dossiers asks here: figures,
 * editions, reports. In a month that was entered an area left empty had no dossiers; a month that was not is missing.
 */
export async function countDossiers(
  { unitIds, months }: DossierQuestion,
  { dossiers }: { readonly dossiers: Pick<Dossiers, 'withRated'> },
): Promise<CountedDossiers> {
  return countRows(await dossiers.withRated(unitIds, months), months)
}

/** The same from rows that were read. */
export function countRows(found: DossiersAndRated, months: CountMonths): CountedDossiers {
  const rows = found.rows.filter(hasDossiers)
  const areaIds = [...new Set(rows.map(({ areaId }) => areaId))]
  return {
    total: sumDossiers(rows),
    byArea: new Map(areaIds.map((id) => [id, sumDossiers(rows.filter(({ areaId }) => areaId === id))])),
    missing: missingMonths(rows, found.rated, months),
  }
}

/** Whether all that belongs into the sums was entered. */
export const isComplete = ({ missing }: Pick<CountedDossiers, 'missing'>): boolean => missing.length === 0

function missingMonths(
  rows: readonly DossierRow[],
  rated: readonly number[],
  { months }: CountMonths,
): readonly UnitMonth[] {
  const entered = new Set(rows.map(({ unitId, month }) => `${unitId} ${month}`))
  const units = new Set([...rated, ...rows.map(({ unitId }) => unitId)])
  return [...units].flatMap((unitId) =>
    months.filter((month) => !entered.has(`${unitId} ${month}`)).map((month) => ({ unitId, month })),
  )
}
