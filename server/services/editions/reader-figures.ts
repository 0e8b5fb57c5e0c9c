import type { FigureEdition, FigureOverview, SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import { ALL_AREAS } from '#core/questions/area-groups'
import { civilDate, civilTime } from '#core/time/civil-time'
import type { DateRange } from '#core/time/period'
import { calendarWords } from '#core/words/periods'
import type { EditionRow } from '../../store/editions/editions.ts'
import type { UnitFamily } from '../../store/office/unit-family.ts'
import type { FilterName } from '../disclosure/audience.ts'
import { filtersOf } from '../disclosure/audience.ts'
import type { OverviewRequest } from '../figures/answer-overview.ts'
import { familyFor } from '../figures/figure-question.ts'
import type { FigureRequest } from '../figures/figure-question.ts'
import { resolveRange } from '../figures/figure-range.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField } from '../refusal.ts'
import type { EditionStores } from './edition-stores.ts'
import type { EditionView } from './edition-view.ts'
import { viewEdition } from './edition-view.ts'

/** An overview of a closed period, for whoever asks. */
export async function closedOverview(
  request: OverviewRequest,
  stores: EditionStores,
): Promise<FigureOverview | Refusal> {
  if (filtersOf(request.query).length > 0) return refuse('no_edition')
  const found = await questionOf(request, stores)
  if (isRefusal(found)) return found
  const row = await stores.editions.newest(found.family.unit.id, found.range)
  if (row === null) return refuse('no_edition')
  const view = viewEdition(row, request.audience)
  const { definition, unit, from, to, coverage, quickRepeats } = view.content
  const groups = (view.rowsOf('group') ?? []).filter(({ key }) => key !== ALL_AREAS)
  return {
    definition,
    unit,
    from,
    to,
    coverage,
    view: viewOf(request),
    closed: [editionOf('total', row)],
    total: { rows: view.rowsOf('total') ?? [], total: view.total },
    groups: groups.map((group) => ({ group: group.key, rows: [asTotal(group)], total: asTotal(group) })),
    areas: { rows: view.rowsOf('area') ?? [], total: view.total },
    offices: { rows: view.rowsOf('answeredBy') ?? [], total: view.total },
    quickRepeats: request.audience.policy.levels ? quickRepeats : null,
  }
}

const asTotal = (row: SatisfactionRow): SatisfactionRow => ({ ...row, key: 'total' })

/** Keys of breakdowns in time with the names of the periods that they are made of. */
export const timePatterns: Readonly<Record<string, RegExp>> = {
  month: /^\d{4}-\d{2}$/,
  quarter: /^\d{4}-Q\d$/,
  year: /^\d{4}$/,
}

/** Says of which edition figures are. @param key of the row, or total */
export const editionOf = (key: string, { id, number, closedAt }: EditionRow): FigureEdition => ({
  key,
  id: String(id),
  number,
  closedAt: civilTime(Date.parse(closedAt)),
})

/** Figures of a closed period, for whoever asks. */
export async function closedFigures(
  request: FigureRequest,
  stores: EditionStores,
): Promise<SatisfactionReply | Refusal> {
  const { query, audience } = request
  const [filter, second] = filtersOf(query)
  if (second !== undefined) return refuseField('invalid_request', second, 'one_filter_only')
  if (query.area !== undefined && audience.areas?.includes(query.area) === false) return refuse('outside_areas')
  const found = await questionOf(request, stores)
  if (isRefusal(found)) return found
  const by = query.by ?? 'total'
  const pattern = timePatterns[by]
  const narrow = { filter: filter ?? null, key: filter === undefined ? '' : (query[filter] ?? '') }
  if (pattern !== undefined) return overTime({ request, found, pattern }, narrow, stores)
  const row = await stores.editions.newest(found.family.unit.id, found.range)
  if (row === null) return refuse('no_edition')
  const view = viewEdition(row, audience)
  const total = totalOf(view, narrow)
  // An edition has no table of a part of it, and none by days and weeks.
  const rows = filter === undefined ? view.rowsOf(by) : by === 'total' && total ? [total] : null
  if (rows === null || total === null) return refuse('no_edition')
  return replyOf(request, { view, range: found.range, rows, total, closed: [editionOf('total', row)] })
}

export interface Narrow {
  readonly filter: FilterName | null
  readonly key: string
}

/** The row that a filter leaves, as the total; null where an edition has none of that kind. */
export function totalOf(view: EditionView, { filter, key }: Narrow): SatisfactionRow | null {
  if (filter === null) return view.total
  const row = view.rowsOf(filter)?.find((each) => each.key === key)
  return row === undefined ? null : asTotal(row)
}

export interface ClosedQuestion {
  readonly family: UnitFamily
  readonly range: DateRange
}

export async function questionOf(
  { query, audience, now }: Pick<FigureRequest, 'query' | 'audience' | 'now'>,
  { figures }: EditionStores,
): Promise<ClosedQuestion | Refusal> {
  const family = await familyFor(query.unit, audience, figures)
  if (isRefusal(family)) return family
  const range = resolveRange(query, family.unit, civilDate(now))
  return isRefusal(range) ? range : { family, range }
}

interface TimeQuestion {
  readonly request: FigureRequest
  readonly found: ClosedQuestion
  readonly pattern: RegExp
}

/** One row for each closed period of the kind within the range. */
async function overTime(
  { request, found, pattern }: TimeQuestion,
  narrow: Narrow,
  { editions }: EditionStores,
): Promise<SatisfactionReply | Refusal> {
  const { audience } = request
  const all = await editions.within(found.family.unit.id, found.range)
  const views = all
    .filter(({ period }) => period !== null && pattern.test(period))
    .map((row) => [row, viewEdition(row, audience)] as const)
  const rows = views.flatMap(([row, view]) => rowAt(row, totalOf(view, narrow)))
  const whole = all.find(({ from, to }) => from === found.range.from && to === found.range.to)
  const view = whole === undefined ? views.at(-1)?.[1] : viewEdition(whole, audience)
  if (view === undefined || rows.length === 0) return refuse('no_edition')
  const total = whole === undefined ? null : totalOf(view, narrow)
  const closed = views.flatMap(([row]) => (row.period === null ? [] : [editionOf(row.period, row)]))
  return replyOf(request, { view, range: found.range, rows, total: total ?? notClosed(view.total), closed })
}

const rowAt = ({ period }: EditionRow, row: SatisfactionRow | null): SatisfactionRow[] =>
  row === null || period === null ? [] : [{ ...row, key: period, label: calendarWords(period) }]

const notClosed = (row: SatisfactionRow): SatisfactionRow => ({
  ...row,
  received: null,
  answered: null,
  tally: null,
  satisfiedShare: null,
  interval: null,
  target: null,
  verdict: null,
  evidence: null,
  basis: null,
  dossiers: null,
  coverage: null,
  intervalFinite: null,
  suppressed: 'range',
})

interface ClosedAnswer {
  readonly view: EditionView
  readonly range: DateRange
  readonly rows: SatisfactionRow[]
  readonly total: SatisfactionRow
  readonly closed: FigureEdition[]
}

export function replyOf(request: FigureRequest, { view, range, rows, total, closed }: ClosedAnswer): SatisfactionReply {
  const { definition, unit, coverage } = view.content
  const by = request.query.by ?? 'total'
  return { definition, unit, ...range, by, coverage, view: viewOf(request), closed, rows, total }
}

const viewOf = ({ audience: { policy, areas } }: Pick<FigureRequest, 'audience'>): SatisfactionReply['view'] => ({
  ...policy,
  areas: areas && [...areas],
})
