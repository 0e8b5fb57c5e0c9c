import type { Breakdown, SatisfactionQuery } from '#contract/satisfaction'
import { isWholeHalfMonths } from '#core/time/period'
import type { DateRange } from '#core/time/period'
import { civilDate } from '#core/time/civil-time'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { CellFilter, Dimension } from '../../store/figures/cell-filter.ts'
import type { UnitFamily } from '../../store/office/unit-family.ts'
import type { UnitRow } from '../../store/office/units.ts'
import type { Audience } from '../disclosure/audience.ts'
import { resolveCells } from './cell-codes.ts'
import { resolveRange } from './figure-range.ts'
import type { FigureReads } from './figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse } from '../refusal.ts'

/** What is asked, by whom, and when. */
export interface FigureRequest {
  readonly query: Readonly<SatisfactionQuery>
  readonly audience: Audience
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** A question about figures with its codes looked up. */
export interface FigureQuestion {
  readonly by: Breakdown
  readonly range: DateRange
  /** The civil day on which it is asked. */
  readonly today: string
  readonly cells: CellFilter
  readonly audience: Audience
  readonly unit: UnitRow
  /** Ids of the unit and of all above it, nearest first. */
  readonly chain: readonly number[]
  /** The unit and everything below it, parents first. */
  readonly below: readonly UnitRow[]
  readonly dimension: Dimension
  /** The area or group asked for; null: all. */
  readonly area: AreaRow | null
  readonly group: string | null
  readonly areas: readonly AreaRow[]
  /** Whether any figure of the answer may show levels: they are made of whole half-months only. */
  readonly countable: boolean
}

const dimensionOf: Record<Breakdown, Dimension> = {
  total: 'total',
  group: 'area',
  area: 'area',
  answeredBy: 'area',
  procedure: 'procedure',
  unit: 'unit',
  counter: 'counter',
  channel: 'channel',
  stage: 'stage',
  criterion: 'criterion',
  day: 'day',
  week: 'day',
  month: 'time',
  quarter: 'time',
  year: 'time',
}

/** Whether rows follow each other in time. */
export const isTime = (dimension: Dimension): boolean => dimension === 'time' || dimension === 'day'

/** Looks up what the query names, and whether its reader may ask it. */
export async function resolveQuestion(
  { query, audience, now }: FigureRequest,
  reads: FigureReads,
): Promise<FigureQuestion | Refusal> {
  // Readers of shares are given what was closed, and nothing that is counted for a question of theirs.
  if (!audience.policy.levels) return refuse('no_edition')
  const family = await familyFor(query.unit, audience, reads)
  if (isRefusal(family)) return family
  const today = civilDate(now)
  const range = resolveRange(query, family.unit, today)
  if (isRefusal(range)) return range
  const areas = await reads.areas()
  const cells = await resolveCells({ query, audience, range, areas, family }, reads)
  if (isRefusal(cells)) return cells
  const by = query.by ?? 'total'
  const { filter, area } = cells
  return {
    ...family,
    range,
    today,
    by,
    dimension: dimensionOf[by],
    area,
    group: query.group ?? null,
    areas,
    audience,
    countable: isWholeHalfMonths(range) || isTime(dimensionOf[by]),
    cells: filter,
  }
}

/** The unit asked for, or the reader's own; it must be that one or lie below it. */
export async function familyFor(
  code: string | undefined,
  { unitId }: Audience,
  reads: FigureReads,
): Promise<UnitFamily | Refusal> {
  const family = await reads.family(code === undefined ? { id: unitId } : { code })
  if (!family) return refuse('unknown_unit')
  return family.chain.includes(unitId) ? family : refuse('outside_scope')
}
