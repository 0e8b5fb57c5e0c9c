import { addCounts, isFew, nobody, sumCounts } from './count.ts'
import type { Count } from './count.ts'
import type { ReportPeriod } from './report-periods.ts'

/** What is hidden of one cell in one year because a month or quarter with few answers could be worked out from it. */
interface YearView {
  readonly months: readonly Exposed[]
  readonly quarters: readonly Exposed[]
  /** By the number of months: 6, 9, 12. */
  readonly longer: ReadonlyMap<number, Exposed>
}

/** null: shown. Else how many answers become known with the period, besides what is shown already. */
type Exposed = Count | null

/**
 * Whether a cell's figure of the period must stay hidden, as its shorter periods are shown: a quarter less two of its
 * months is the third. Nothing shown once is taken back later: after a month with few answers the following ones of the
 * quarter are kept too, until together they hold enough; a quarter that would still give one away is hidden, and so are
 * six and nine months and the year as long as their hidden quarters hold few.
 *
 * @param months what the cell holds in each month from the start of the period's year to its end.
 * @returns null when it may be shown; else what would become known with it.
 */
export function exposedBy(
  period: Pick<ReportPeriod, 'firstMonth' | 'monthCount'>,
  months: readonly Count[],
  smallestCell: number,
): Exposed {
  const view = viewOfYear(months, smallestCell)
  if (period.monthCount === 1) return view.months[period.firstMonth] ?? null
  if (period.monthCount === 3) return view.quarters[period.firstMonth / 3] ?? null
  return view.longer.get(period.monthCount) ?? null
}

function viewOfYear(cells: readonly Count[], smallestCell: number): YearView {
  const months: Exposed[] = []
  const quarters: Exposed[] = []
  const longer = new Map<number, Exposed>()
  let pending = nobody
  for (let first = 0; first < 12; first += 3) {
    const quarter = viewOfQuarter(cells.slice(first, first + 3), smallestCell)
    months.push(...quarter.months)
    quarters.push(quarter.exposed)
    pending = addCounts(pending, quarter.exposed ?? nobody)
    const whole = sumCounts(cells.slice(0, first + 3))
    const isHidden = isFew(whole, smallestCell) || isFew(pending, smallestCell)
    longer.set(first + 3, isHidden ? pending : null)
    // Shown, it closes the account: what was hidden before is known as one sum, large enough.
    if (!isHidden && first > 0) pending = nobody
  }
  return { months, quarters, longer }
}

function viewOfQuarter(
  cells: readonly Count[],
  smallestCell: number,
): { readonly months: readonly Exposed[]; readonly exposed: Exposed } {
  let pending = nobody
  const months = cells.map((cell): Exposed => {
    if (cell.people === 0 || !(isFew(cell, smallestCell) || isFew(pending, smallestCell))) return null
    pending = addCounts(pending, cell)
    return cell
  })
  const isHidden = isFew(sumCounts(cells), smallestCell) || isFew(pending, smallestCell)
  return { months, exposed: isHidden ? pending : null }
}
