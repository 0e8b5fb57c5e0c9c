import type { DossierEntry } from '#contract/dossiers'
import { rangeOfMonth } from '#core/dossiers/months'
import { definedOnly } from '#core/text/defined-only'
import { cutOffDayOf } from '#core/time/period'
import type { UnitRow } from '../../store/office/units.ts'
import type { SheetRequest } from './dossier-sheet.ts'

/** The days from the first month of an entry to its last, by the calendar of the unit; nothing where it has no month. */
export function rangeOfEntry({ counts, portal = [] }: DossierEntry, unit: UnitRow): SheetRequest['query'] {
  const months = [...counts, ...portal].map(({ month }) => month).sort()
  const cutOffDay = cutOffDayOf(unit)
  return definedOnly({
    from: rangeOfMonth(months[0] ?? '', cutOffDay)?.from,
    to: rangeOfMonth(months.at(-1) ?? '', cutOffDay)?.to,
  })
}
