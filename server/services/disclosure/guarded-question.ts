import type { Breakdown } from '#contract/satisfaction'
import type { AnsweringOffice } from '#core/words/answering-offices'
import type { CutOffDay, DateRange } from '#core/time/period'
import type { CellFilter, Dimension } from '../../store/figures/cell-filter.ts'
import type { HalfMonthCell } from '../../store/figures/cells.ts'
import type { Audience, FilterName } from './audience.ts'

/** What the cells of a table are told apart by; each total and each criterion stands alone. */
export type Axis = Extract<
  Breakdown,
  'total' | 'area' | 'procedure' | 'unit' | 'counter' | 'channel' | 'stage' | 'criterion'
>

/** An area with the groups that it is counted in. */
export interface GroupedArea {
  readonly id: number
  readonly code: string
  readonly groups: readonly string[]
  /** The office that settles it; null: nobody said. */
  readonly answeredBy: AnsweringOffice | null
}

/** What has to be known of a question to tell what its answer would give away. */
export interface GuardedQuestion {
  readonly by: Breakdown
  readonly range: DateRange
  /** The civil day on which it is asked. */
  readonly today: string
  /** The day other than the month's end that any unit within the reader's reach closes its reports on; null: none. */
  readonly closing: CutOffDay
  readonly cells: CellFilter
  readonly areas: readonly GroupedArea[]
  readonly audience: Audience
  /** The one filter of the question, the first of several, with the key of the row it would be; null: none. */
  readonly filter: { readonly name: FilterName; readonly key: string } | null
}

export interface GuardReads {
  halfMonths(filter: CellFilter, by: Exclude<Dimension, 'time' | 'day'>): Promise<readonly HalfMonthCell[]>
  /** The key of the row that a stored value belongs to, in a table of this axis. */
  keysOf(axis: Axis): Promise<(raw: string) => string | undefined>
}
