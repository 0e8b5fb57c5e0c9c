import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CountMonths } from '#core/dossiers/months'
import { rangeOfMonth } from '#core/dossiers/months'
import type { EnteredDossiers, PortalCounts } from '#core/dossiers/counts'
import { actorText } from '#core/ledger/actor'
import type { Attribution } from '#core/ledger/actor'
import { halfMonthOf } from '#core/time/period'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import type { Tables } from '../engine/tables.ts'

/** Who entered a count, when (ISO, with zone), and which version of it this is, from 1. */
interface Entered {
  readonly at: string
  readonly by: string
  readonly version: number
}

/** Hồ sơ of a unit, month and area as they were entered last; counts that are all null were taken back. */
export interface DossierRow extends EnteredDossiers, Entered {
  readonly unitId: number
  readonly month: string
  /** 0: not parted by area. */
  readonly areaId: number
}

/** What the portal counts of a unit and calendar month, as it was entered last. */
export interface PortalRow extends PortalCounts, Entered {
  readonly unitId: number
  readonly month: string
}

/** From the first of these months to the last. */
function monthWithin(months: readonly string[]): RawBuilder<unknown> {
  const sorted = [...months].sort()
  return sql`month between ${sorted[0]} and ${sorted.at(-1)}`
}

function newestCounts(unitIds: readonly number[], { months, cutOffDay }: CountMonths): RawBuilder<unknown> {
  return sql`
    select unit_id as "unitId", month, area_id as "areaId", received, early, on_time as "onTime", late, apologised,
      at, actor as "by", version
    from dossier_count as one
    where unit_id in (${sql.join(unitIds)}) and cut_off_day = ${cutOffDay ?? 0} and ${monthWithin(months)}
      and version = (
        select max(version) from dossier_count as other
        where other.unit_id = one.unit_id and other.cut_off_day = one.cut_off_day and other.month = one.month
          and other.area_id = one.area_id
      )`
}

/** Counts of some units and of the months from the first of these to the last, in no order. */
export async function dossierRows(
  db: Kysely<Tables>,
  unitIds: readonly number[],
  months: CountMonths,
): Promise<readonly DossierRow[]> {
  if (unitIds.length === 0 || months.months.length === 0) return []
  return (await sql<DossierRow>`${newestCounts(unitIds, months)}`.execute(db)).rows
}

export async function portalRows(
  db: Kysely<Tables>,
  unitIds: readonly number[],
  months: readonly string[],
): Promise<readonly PortalRow[]> {
  if (unitIds.length === 0 || months.length === 0) return []
  const { rows } = await sql<PortalRow>`
    select unit_id as "unitId", month, dossiers, untroubled, petitions, answered, on_time as "onTime", at, actor as "by",
      version
    from portal_count as one
    where unit_id in (${sql.join(unitIds)}) and ${monthWithin(months)}
      and version = (
        select max(version) from portal_count as other where other.unit_id = one.unit_id and other.month = one.month
      )`.execute(db)
  return rows
}

/** Counts of some units and months, and which of the units received ratings in them. */
export interface DossiersAndRated {
  readonly rows: readonly DossierRow[]
  readonly rated: readonly number[]
}

/** Both in one statement: figures ask for them beside every answer. */
export async function dossiersAndRated(
  db: Kysely<Tables>,
  unitIds: readonly number[],
  months: CountMonths,
): Promise<DossiersAndRated> {
  if (unitIds.length === 0 || months.months.length === 0) return { rows: [], rated: [] }
  const [from, to] = [months.months[0], months.months.at(-1)].map((month) =>
    rangeOfMonth(month ?? '', months.cutOffDay),
  )
  const { rows } = await sql<DossierRow>`${newestCounts(unitIds, months)}
    union all
    select distinct unit_id, '', 0, null, null, null, null, null, '', '', 0
    from received_half_month
    where unit_id in (${sql.join(unitIds)})
      and half_month between ${halfMonthOf(from?.from ?? '')} and ${halfMonthOf(to?.to ?? '')}`.execute(db)
  const isCount = ({ month }: DossierRow): boolean => month !== ''
  return { rows: rows.filter(isCount), rated: rows.filter((row) => !isCount(row)).map(({ unitId }) => unitId) }
}

/** Counts of one unit that are to be stored; each is what is now entered, or nothing. */
export interface NewDossierCounts {
  readonly unit: { readonly id: number; readonly code: string }
  readonly cutOffDay: CountMonths['cutOffDay']
  readonly counts: readonly (EnteredDossiers & { readonly month: string; readonly areaId: number })[]
  readonly portal: readonly (PortalCounts & { readonly month: string })[]
}

/** How many of the cells say something new. */
export interface StoredCounts {
  readonly stored: number
  readonly unchanged: number
}

/** Rows of one statement, far below the most parameters that either engine takes. */
const SLICE = 500

async function storeCounts(trx: Kysely<Tables>, entry: NewDossierCounts, by: Attribution): Promise<StoredCounts> {
  const { unit, cutOffDay } = entry
  const months = (cells: readonly { readonly month: string }[]) => [...new Set(cells.map(({ month }) => month))]
  const known = await dossierRows(trx, [unit.id], { months: months(entry.counts), cutOffDay })
  const knownPortal = await portalRows(trx, [unit.id], months(entry.portal))
  const made = { at: by.at, actor: actorText(by.actor) }
  const counts = entry.counts.flatMap((cell) => {
    const before = known.find(({ month, areaId }) => month === cell.month && areaId === cell.areaId)
    const { month, areaId: area_id, received, early, onTime: on_time, late, apologised } = cell
    const version = (before?.version ?? 0) + 1
    const key = { unit_id: unit.id, cut_off_day: cutOffDay ?? 0, month, area_id, version }
    return isSame(cell, before) ? [] : [{ ...key, received, early, on_time, late, apologised, ...made }]
  })
  const portal = entry.portal.flatMap((cell) => {
    const before = knownPortal.find(({ month }) => month === cell.month)
    const { month, dossiers, untroubled, petitions, answered, onTime: on_time } = cell
    const key = { unit_id: unit.id, month, version: (before?.version ?? 0) + 1 }
    return isSame(cell, before) ? [] : [{ ...key, dossiers, untroubled, petitions, answered, on_time, ...made }]
  })
  for (const rows of sliced(counts)) await trx.insertInto('dossier_count').values(rows).execute()
  for (const rows of sliced(portal)) await trx.insertInto('portal_count').values(rows).execute()
  const stored = counts.length + portal.length
  const all = [...months(counts), ...months(portal)].sort()
  const detail = { cells: stored, from: all[0] ?? '', to: all.at(-1) ?? '' }
  if (stored > 0) await audit(trx, by, { action: 'dossiers.enter', subject: unit.code, unitId: unit.id, detail })
  return { stored, unchanged: entry.counts.length + entry.portal.length - stored }
}

/** Nothing entered is as nothing ever entered. */
function isSame<Counts extends object>(cell: Counts, before: Partial<Counts> | undefined): boolean {
  return Object.entries(cell).every(
    ([name, value]) => value === (Reflect.get(before ?? {}, name) ?? null) || isKey(name),
  )
}

const isKey = (name: string): boolean => name === 'month' || name === 'areaId'

const sliced = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / SLICE) }, (_, index) => rows.slice(index * SLICE, (index + 1) * SLICE))

export type Dossiers = ReturnType<typeof createDossiers>

/** Dossier counts: short reads, and entries that are audited in the same transaction. */
export function createDossiers({ reads, transaction }: Database) {
  return {
    counts: (unitIds: readonly number[], months: CountMonths) => dossierRows(reads, unitIds, months),
    portal: (unitIds: readonly number[], months: readonly string[]) => portalRows(reads, unitIds, months),
    withRated: (unitIds: readonly number[], months: CountMonths) => dossiersAndRated(reads, unitIds, months),
    store: (entry: NewDossierCounts, by: Attribution) => transaction((trx) => storeCounts(trx, entry, by)),
  }
}

export function createDossierStores(database: Database) {
  return { dossiers: createDossiers(database) }
}
