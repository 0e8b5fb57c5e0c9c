import type { DossierCounts } from '#core/dossiers/counts'
import { hasDossiers, sumDossiers } from '#core/dossiers/counts'
import type { CountMonths } from '#core/dossiers/months'
import { rangeOfMonth } from '#core/dossiers/months'
import { halfMonthOf } from '#core/time/period'
import type { DossierRow, Dossiers } from '../../store/dossiers/dossiers.ts'

export interface DossierStores {
  readonly dossiers: Dossiers
}

/** A unit's dossiers of some months, with those of every unit below it. */
export interface CountedDossiers {
  readonly total: DossierCounts
  /** By the id of the area, 0 for what was not parted by area; an area that nobody entered is not there. */
  readonly byArea: ReadonlyMap<number, DossierCounts>
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
  { dossiers }: DossierStores,
): Promise<CountedDossiers> {
  const rows = (await dossiers.counts(unitIds, months)).filter(hasDossiers)
  const rated = await dossiers.rated(unitIds, halfMonthsOf(months))
  const areaIds = [...new Set(rows.map(({ areaId }) => areaId))]
  return {
    total: sumDossiers(rows),
    byArea: new Map(areaIds.map((id) => [id, sumDossiers(rows.filter(({ areaId }) => areaId === id))])),
    missing: missingMonths(rows, rated, months),
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

function halfMonthsOf({ months, cutOffDay }: CountMonths): { readonly first: string; readonly last: string } {
  const first = rangeOfMonth(months[0] ?? '', cutOffDay)?.from ?? ''
  const last = rangeOfMonth(months.at(-1) ?? '', cutOffDay)?.to ?? ''
  return { first: halfMonthOf(first), last: halfMonthOf(last) }
}
