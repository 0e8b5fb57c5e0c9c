import type { FigureEdition, FigureOverview, SatisfactionReply } from '#contract/satisfaction'
import { rangeOfKey } from '#core/time/period'
import type { DateRange } from '#core/time/period'
import { filtersOf } from '../disclosure/audience.ts'
import { answerFigures } from '../figures/answer-figures.ts'
import { answerOverview } from '../figures/answer-overview.ts'
import type { OverviewRequest } from '../figures/answer-overview.ts'
import type { FigureRequest } from '../figures/figure-question.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import type { EditionStores } from './edition-stores.ts'
import { viewEdition } from './edition-view.ts'
import type { ClosedQuestion, Narrow } from './reader-figures.ts'
import {
  closedFigures,
  closedOverview,
  editionOf,
  questionOf,
  replyOf,
  timePatterns,
  totalOf,
} from './reader-figures.ts'

/**
 * Figures for whoever asks: those of closed periods are taken from their editions. What is not closed runs for those who
 * run the office, and is nothing for all others.
 */
export async function figuresFor(request: FigureRequest, stores: EditionStores): Promise<SatisfactionReply | Refusal> {
  return request.audience.policy.levels ? officeFigures(request, stores) : closedFigures(request, stores)
}

/** The same of an overview. */
export async function overviewFor(request: OverviewRequest, stores: EditionStores): Promise<FigureOverview | Refusal> {
  const closed = await closedOverview(request, stores)
  const isOpen = isRefusal(closed) && closed.refused === 'no_edition'
  return isOpen && request.audience.policy.levels ? answerOverview(request, stores) : closed
}

/**
 * Of a closed period what its edition holds, and for questions that it does not answer, such as by day or by two filters,
 * running figures. In a breakdown by time each closed period is as it was closed.
 */
async function officeFigures(request: FigureRequest, stores: EditionStores): Promise<SatisfactionReply | Refusal> {
  const running = await answerFigures(request, stores)
  const found = isRefusal(running) ? running : await questionOf(request, stores)
  if (isRefusal(running) || isRefusal(found)) return running
  const { query, audience } = request
  const { questionnaire, criterion } = query
  const [filter, second] = filtersOf(query)
  if (second !== undefined || questionnaire !== undefined || criterion !== undefined) return running
  const narrow = { filter: filter ?? null, key: filter === undefined ? '' : (query[filter] ?? '') }
  const row = await stores.editions.newest(found.family.unit.id, found.range)
  const by = query.by ?? 'total'
  if (row === null)
    return timePatterns[by] === undefined ? running : withClosedRows(running, { request, found, narrow }, stores)
  const view = viewEdition(row, audience)
  const total = totalOf(view, narrow)
  const rows = filter === undefined ? view.rowsOf(by) : by === 'total' && total ? [total] : null
  if (rows === null || total === null) return running
  return replyOf(request, { view, range: found.range, rows, total, closed: [editionOf('total', row)] })
}

interface ClosedRowsQuestion {
  readonly request: FigureRequest
  readonly found: ClosedQuestion
  readonly narrow: Narrow
}

/** Running figures by time with the rows of closed periods as they were closed. */
async function withClosedRows(
  running: SatisfactionReply,
  { request, found, narrow }: ClosedRowsQuestion,
  { editions }: EditionStores,
): Promise<SatisfactionReply> {
  const keyOf = (range: DateRange): string => `${range.from} ${range.to}`
  const all = new Map((await editions.within(found.family.unit.id, found.range)).map((row) => [keyOf(row), row]))
  const closed: FigureEdition[] = []
  const rows = running.rows.flatMap((row) => {
    const range = rangeOfKey(row.key)
    const edition = range && all.get(keyOf(range))
    if (!edition) return [row]
    const total = totalOf(viewEdition(edition, request.audience), narrow)
    // Of a question that was put in other words there is no row of its own.
    if (total === null || total.comparable !== row.comparable) return [row]
    closed.push(editionOf(row.key, edition))
    return [{ ...total, key: row.key, label: row.label }]
  })
  return { ...running, rows, closed }
}
