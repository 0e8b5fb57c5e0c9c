import { addDays } from '#core/time/period'
import { WEEKDAYS } from '#core/time/opening-hours'
import { actingAs } from './actors.ts'
import type { Office } from './office.ts'

/** In 2026 a unit and all below it receive people on these days only: a period rated on half of them gets a verdict. */
export async function openOnlyOn(office: Office, unit: string, days: readonly string[]): Promise<void> {
  const year = Array.from({ length: 365 }, (_, day) => addDays('2026-01-01', day))
  const week = Array.from({ length: WEEKDAYS }, () => [{ opens: 450, closes: 1020 }])
  const closedDays = year.filter((day) => !days.includes(day))
  await office.stores.openingHours.change(
    { id: await office.unitId(unit), code: unit },
    { week, closedDays },
    actingAs('test'),
  )
}
