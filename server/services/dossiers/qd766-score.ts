import type { Qd766Reply } from '#contract/dossiers'
import { hasPortalCounts, sumPortal } from '#core/dossiers/counts'
import { monthsOfRange } from '#core/dossiers/months'
import { qd766Score } from '#core/dossiers/qd766'
import { civilDate } from '#core/time/civil-time'
import { resolvePeriod, yearOf } from '#core/time/period'
import type { UnitRow } from '../../store/office/units.ts'
import type { Refusal } from '../refusal.ts'
import { refuseField } from '../refusal.ts'
import type { DossierSheetStores } from './dossier-sheet.ts'

export interface ScoreRequest {
  readonly unit: UnitRow
  /** Of calendar months, because the portal counts these. */
  readonly period: string | undefined
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** The points of a unit and all units below it, from what the portal counted; refused for what is no period. */
export async function qd766For(
  { unit, period, now }: ScoreRequest,
  stores: Pick<DossierSheetStores, 'dossiers' | 'units'>,
): Promise<Qd766Reply | Refusal> {
  const range = resolvePeriod(period ?? yearOf(civilDate(now)), null)
  const months = range && monthsOfRange(range)?.months
  if (!range || !months) return refuseField('invalid_request', 'period', 'invalid_format')
  const below = await stores.units.under(unit.id)
  const found = await stores.dossiers.portal(
    below.map(({ id }) => id),
    months,
  )
  const rows = found.filter(hasPortalCounts)
  const counting = below.filter(({ id }) => rows.some(({ unitId }) => unitId === id))
  const missing = (counting.length === 0 ? [unit] : counting).flatMap(({ id, code }) =>
    months
      .filter((month) => !rows.some((row) => row.unitId === id && row.month === month))
      .map((month) => ({ unit: code, month })),
  )
  const { total, ...parts } = qd766Score(sumPortal(rows))
  return {
    unit: { code: unit.code, name: unit.name },
    ...range,
    missing,
    ...parts,
    total: missing.length === 0 ? total : null,
  }
}
