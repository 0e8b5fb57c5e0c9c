import type { DossierQuery, DossierSheet, DossierSum } from '#contract/dossiers'
import type { EnteredDossiers } from '#core/dossiers/counts'
import { hasDossiers, hasPortalCounts, returnedCount, sharesOf } from '#core/dossiers/counts'
import type { CountMonths } from '#core/dossiers/months'
import { monthsOfRange, rangeOfMonth } from '#core/dossiers/months'
import { civilDate, civilTime } from '#core/time/civil-time'
import type { DateRange } from '#core/time/period'
import { cutOffDayOf, resolvePeriod, yearOf } from '#core/time/period'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { DossierRow, PortalRow } from '../../store/dossiers/dossiers.ts'
import type { UnitRow, Units } from '../../store/office/units.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuseField } from '../refusal.ts'
import type { CountedDossiers, DossierStores } from './count-dossiers.ts'
import { countDossiers } from './count-dossiers.ts'

export interface DossierSheetStores extends DossierStores {
  readonly units: Pick<Units, 'under'>
  readonly areas: Pick<Areas, 'all'>
}

/** Most months of one sheet: ten years. */
const MOST_MONTHS = 120

export interface SheetRequest {
  readonly unit: UnitRow
  readonly query: Pick<DossierQuery, 'from' | 'to'>
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** What was entered for a unit, month by month, with the sums over all units below; refused where a month is cut in two. */
export async function dossierSheet(
  { unit, query, now }: SheetRequest,
  stores: DossierSheetStores,
): Promise<DossierSheet | Refusal> {
  const today = civilDate(now)
  const range = rangeFor(query, unit, today)
  if (isRefusal(range)) return range
  const months = monthsOfRange(range)
  if (months === null) return refuseField('invalid_request', 'from', 'not_whole_months')
  if (months.months.length > MOST_MONTHS) return refuseField('invalid_request', 'from', 'too_many')
  const below = await stores.units.under(unit.id)
  const names = await createNames(below, stores.areas)
  const rows = await stores.dossiers.counts([unit.id], months)
  const portal = await stores.dossiers.portal([unit.id], months.months)
  const counted = await countDossiers({ unitIds: below.map(({ id }) => id), months }, stores)
  return {
    unit: { code: unit.code, name: unit.name },
    ...range,
    cutOffDay: months.cutOffDay,
    months: months.months.map((month) => monthOfSheet({ month, months, today }, { rows, portal, names })),
    sums: sumsOf(counted, names),
  }
}

function rangeFor({ from, to }: SheetRequest['query'], unit: UnitRow, today: string): DateRange | Refusal {
  if (from === undefined && to === undefined)
    return resolvePeriod(yearOf(today), cutOffDayOf(unit)) ?? refuseField('invalid_request', 'from', 'required')
  if (from === undefined) return refuseField('invalid_request', 'from', 'required')
  if (to === undefined) return refuseField('invalid_request', 'to', 'required')
  return from > to ? refuseField('invalid_request', 'to', 'ends_before_start') : { from, to }
}

interface Names {
  area(id: number): string | null
  unit(id: number): string
  /** The place of an area in the order of the office; what was not parted by area comes last. */
  rank(id: number): number
}

async function createNames(below: readonly UnitRow[], areas: DossierSheetStores['areas']): Promise<Names> {
  const all = await areas.all()
  const codes = new Map(all.map(({ id, code }) => [id, code]))
  const ranks = new Map(all.map(({ id }, index) => [id, index]))
  return {
    area: (id) => codes.get(id) ?? null,
    unit: (id) => below.find((unit) => unit.id === id)?.code ?? '',
    rank: (id) => ranks.get(id) ?? all.length,
  }
}

interface MonthQuestion {
  readonly month: string
  readonly months: CountMonths
  readonly today: string
}

interface SheetRows {
  readonly rows: readonly DossierRow[]
  readonly portal: readonly PortalRow[]
  readonly names: Names
}

function monthOfSheet(
  { month, months, today }: MonthQuestion,
  { rows, portal, names }: SheetRows,
): DossierSheet['months'][number] {
  const range = rangeOfMonth(month, months.cutOffDay) ?? { from: '', to: '' }
  const ofPortal = portal.find((row) => row.month === month && hasPortalCounts(row))
  return {
    month,
    ...range,
    begun: range.from <= today,
    ended: range.to < today,
    counts: rows
      .filter((row) => row.month === month && hasDossiers(row))
      .toSorted((one, other) => names.rank(one.areaId) - names.rank(other.areaId))
      .map((row) => ({ area: names.area(row.areaId), ...dossierCountsOf(row), ...enteredOf(row) })),
    portal: ofPortal ? { ...countsOf(ofPortal), ...enteredOf(ofPortal) } : null,
  }
}

const dossierCountsOf = ({ received, early, onTime, late, apologised }: EnteredDossiers): EnteredDossiers => ({
  received,
  early,
  onTime,
  late,
  apologised,
})

const countsOf = ({ dossiers, untroubled, petitions, answered, onTime }: PortalRow) => ({
  dossiers,
  untroubled,
  petitions,
  answered,
  onTime,
})

const enteredOf = ({ at, by, version }: Pick<DossierRow, 'at' | 'by' | 'version'>) => ({
  at: civilTime(Date.parse(at)),
  by,
  corrections: version - 1,
})

function sumsOf({ total, byArea, missing }: CountedDossiers, names: Names): DossierSheet['sums'] {
  return {
    total: toSum(total),
    areas: [...byArea]
      .toSorted(([one], [other]) => names.rank(one) - names.rank(other))
      .map(([id, counts]) => ({ area: names.area(id), ...toSum(counts) })),
    missing: missing.map(({ unitId, month }) => ({ unit: names.unit(unitId), month })),
  }
}

/** Counts with what they make: the sum of what was returned, and its shares. */
export function toSum(counts: EnteredDossiers): DossierSum {
  const { timely, early, late, apologised } = sharesOf(counts)
  return {
    ...dossierCountsOf(counts),
    returned: returnedCount(counts),
    timelyShare: timely,
    earlyShare: early,
    lateShare: late,
    apologisedShare: apologised,
  }
}
