import type { DossierEntry } from '#contract/dossiers'
import type { Issue } from '#contract/errors'
import { rangeOfMonth } from '#core/dossiers/months'
import type { Attribution } from '#core/ledger/actor'
import { civilDate } from '#core/time/civil-time'
import type { CutOffDay } from '#core/time/period'
import { cutOffDayOf } from '#core/time/period'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { StoredCounts } from '../../store/dossiers/dossiers.ts'
import type { UnitRow } from '../../store/office/units.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { DossierStores } from './count-dossiers.ts'

export interface EntryStores extends DossierStores {
  readonly areas: Pick<Areas, 'all'>
}

/** Counts of one unit as somebody enters them. */
export interface EntryOrder {
  readonly unit: UnitRow
  readonly entry: Pick<DossierEntry, 'counts' | 'portal'>
}

/**
 * Stores counts: all of them or, where one cannot be, none. A correction is a new fact beside the old one.
 * @returns refused with an issue for each cell whose month has not begun, whose area nobody knows, or that comes twice
 */
export async function enterDossiers(
  { unit, entry }: EntryOrder,
  stores: EntryStores,
  by: Attribution,
): Promise<StoredCounts | Refusal> {
  const cutOffDay = cutOffDayOf(unit)
  const ids = new Map((await stores.areas.all()).map(({ code, id }) => [code, id]))
  const today = civilDate(Date.parse(by.at))
  const { counts, portal = [] } = entry
  const issues = [
    ...monthIssues(counts, { list: 'counts', cutOffDay, today }),
    ...monthIssues(portal, { list: 'portal', cutOffDay: null, today }),
    ...counts.flatMap(({ area }, at) =>
      area === null || ids.has(area) ? [] : [{ path: `counts.${at}.area`, code: 'unknown_area' }],
    ),
    ...repeated(counts.map(({ month, area }) => `${month} ${area}`)).map((at) => repeatIssue('counts', at)),
    ...repeated(portal.map(({ month }) => month)).map((at) => repeatIssue('portal', at)),
  ]
  if (issues.length > 0) return refuse('invalid_request', issues)
  return stores.dossiers.store(
    {
      unit,
      cutOffDay,
      counts: counts.map(({ area, ...cell }) => ({ ...cell, areaId: area === null ? 0 : (ids.get(area) ?? 0) })),
      portal,
    },
    by,
  )
}

interface MonthRule {
  readonly list: string
  readonly cutOffDay: CutOffDay
  readonly today: string
}

/** Nothing can be counted of a month that is still to come. */
function monthIssues(cells: readonly { readonly month: string }[], { list, cutOffDay, today }: MonthRule): Issue[] {
  return cells.flatMap(({ month }, at) => {
    const from = rangeOfMonth(month, cutOffDay)?.from
    return from !== undefined && from <= today ? [] : [{ path: `${list}.${at}.month`, code: 'not_begun' }]
  })
}

/** Places of keys that stood before. */
const repeated = (keys: readonly string[]): number[] => keys.flatMap((key, at) => (keys.indexOf(key) < at ? [at] : []))

const repeatIssue = (list: string, at: number): Issue => ({ path: `${list}.${at}`, code: 'repeated' })
