import type { SatisfactionQuery } from '#contract/satisfaction'
import type { DateRange } from '#core/time/period'
import { cutOffDayOf, resolvePeriod, yearOf } from '#core/time/period'
import type { UnitRow } from '../../store/office/units.ts'
import type { Refusal } from '../refusal.ts'
import { refuseField } from '../refusal.ts'

/** The days of a question: those given, or a period by the unit's cut-off day; this year where nothing is said. */
export function resolveRange(
  { from, to, period }: Readonly<SatisfactionQuery>,
  unit: UnitRow,
  today: string,
): DateRange | Refusal {
  const wrong = (path: string, code: string) => refuseField('invalid_request', path, code)
  if (from === undefined && to === undefined)
    return resolvePeriod(period ?? yearOf(today), cutOffDayOf(unit)) ?? wrong('period', 'invalid_format')
  if (period !== undefined) return wrong('period', 'not_with_from_to')
  if (from === undefined) return wrong('from', 'required')
  if (to === undefined) return wrong('to', 'required')
  if (from > to) return wrong('to', 'ends_before_start')
  return { from, to }
}
