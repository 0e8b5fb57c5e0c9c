import type { CountMonths } from '#core/dossiers/months'
import type { Questionnaire } from '#core/questions/questionnaire'
import type { DateRange } from '#core/time/period'
import { allAreas } from '../catalogue/areas.ts'
import { allProcedures } from '../catalogue/procedures.ts'
import { dossiersAndRated } from '../dossiers/dossiers.ts'
import type { Database } from '../engine/database.ts'
import { quickRepeatsOf } from '../devices/device-days.ts'
import { ownHoursOf } from '../office/opening-hours.ts'
import { sitesOf } from '../office/sites.ts'
import { firstDays } from '../office/units.ts'
import type { UnitName } from '../office/unit-family.ts'
import { unitFamily } from '../office/unit-family.ts'
import { targetsOf } from '../targets/targets.ts'
import type { CellFilter, Dimension } from './cell-filter.ts'
import { receivedCells, talliedCells } from './cells.ts'
import { quickCells } from './quick-cells.ts'
import { askedForReasons, reasonCounts } from './reason-counts.ts'
import { ratedDays, ratedDaysByUnit } from './rated-days.ts'
import { createForms } from './forms.ts'
import { textOrder } from '../engine/portable.ts'

/** Everything a figure is made of, as short reads. */
export type Figures = ReturnType<typeof createFigures>

/** A counter with the unit it belongs to; names are unique within a unit. */
export interface FigureCounter {
  readonly id: number
  readonly name: string
  readonly unitId: number
  /** null: it was not said where it stands. */
  readonly siteId: number | null
}

export function createFigures({ reads }: Pick<Database, 'reads'>, parse: (body: string) => Questionnaire) {
  const forms = createForms(reads, parse)
  const source = { reads, forms }
  return {
    family: (name: UnitName) => unitFamily(reads, name),
    areas: () => allAreas(reads),
    procedures: () => allProcedures(reads),
    forms: () => forms.all(),
    targets: (unitIds: readonly number[]) => targetsOf(reads, unitIds),
    dossiers: (unitIds: readonly number[], months: CountMonths) => dossiersAndRated(reads, unitIds, months),
    counters: (unitIds: readonly number[]): Promise<readonly FigureCounter[]> =>
      reads
        .selectFrom('counter')
        .select(['id', 'name', 'unit_id as unitId', 'site_id as siteId'])
        .where('unit_id', 'in', unitIds)
        .orderBy(textOrder('name'))
        .execute(),
    sites: (unitIds: readonly number[]) => sitesOf(reads, unitIds),
    /** The hours that each of these units has set itself. */
    ownHours: (unitIds: readonly number[]) => ownHoursOf(reads, unitIds),
    ratedDays: (unitIds: readonly number[], days: readonly string[]) => ratedDays(reads, unitIds, days),
    ratedDaysByUnit: (unitIds: readonly number[], range: DateRange) => ratedDaysByUnit(reads, unitIds, range),
    /** The first day on which any of these units received a rating; null: none has. */
    firstDay: async (unitIds: readonly number[]): Promise<string | null> =>
      [...(await firstDays(reads, unitIds)).values()].sort()[0] ?? null,
    tallied: (filter: CellFilter, by: Dimension) => talliedCells(source, filter, by),
    received: (filter: CellFilter, by: Dimension) => receivedCells(source, filter, by),
    quickCells: (filter: CellFilter, by: Dimension) => quickCells(source, filter, by),
    reasons: (unitIds: readonly number[], range: DateRange) => reasonCounts(reads, unitIds, range),
    askedForReasons: (unitIds: readonly number[], range: DateRange) => askedForReasons(reads, unitIds, range),
    quickRepeats: (unitIds: readonly number[], range: DateRange) => quickRepeatsOf(reads, unitIds, range),
  }
}
