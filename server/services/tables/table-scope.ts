import type { TableQuery } from '#contract/tables'
import { spanOfRange } from '#core/report/report-periods'
import type { DateRange } from '#core/time/period'
import { definedOnly } from '#core/text/defined-only'
import { cutOffDayOf, daysBetween } from '#core/time/period'
import type { Audience } from '../disclosure/audience.ts'
import type { FigureQuestion, FigureRequest } from '../figures/figure-question.ts'
import { resolveQuestion } from '../figures/figure-question.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField } from '../refusal.ts'
import type { RangeRows, TableSources } from './range-rows.ts'
import { rowsOfRange } from './range-rows.ts'

/** Tables as they are request for. */
export interface TableRequest {
  readonly query: Readonly<TableQuery>
  readonly audience: Audience
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Days with what they are called in a report. */
export interface NamedRange extends DateRange {
  readonly words: string
  /** null: it is not closed. */
  readonly edition: RangeRows['edition']
}

/** What tables are about, with the period before. */
export interface TableScope {
  readonly unit: { readonly code: string; readonly name: string }
  readonly range: NamedRange
  readonly previous: NamedRange
  readonly now: RangeRows
  readonly before: RangeRows
  readonly question: FigureQuestion
  /** Whether the range is long enough for a verdict to mean much. */
  readonly isJudged: boolean
  /** The fewest answers that are shown. */
  readonly smallestCell: number
}

/** Days from the first to the last of the shortest quarter; of less a share is shown and nothing is said of it. */
export const SHORTEST_JUDGED = 88

/** Looks up what the query names. Tables show levels, so they are for those who may see them. */
export async function scopeOf(
  { query, audience, now: at }: TableRequest,
  sources: TableSources,
): Promise<TableScope | Refusal> {
  const { reads } = sources
  const { policy } = audience
  if (!policy.levels) return refuse('not_allowed')
  const uncut: Audience = { ...audience, policy: { ...policy, smallestCell: 0 } }
  const request: FigureRequest = { query, audience: uncut, now: at }
  const question = await resolveQuestion(request, reads)
  if (isRefusal(question)) return question
  const span = spanOfRange(question.range, cutOffDayOf(question.unit))
  if (span === null) return refuseField('invalid_request', 'from', 'not_half_months')
  const { previous } = span
  const { from, to } = previous.range
  const requestBefore: FigureRequest = {
    query: { ...definedOnly({ unit: query.unit }), from, to },
    audience: uncut,
    now: at,
  }
  const questionBefore = await resolveQuestion(requestBefore, reads)
  if (isRefusal(questionBefore)) return questionBefore
  const now = await rowsOfRange({ request, question }, sources)
  const before = await rowsOfRange({ request: requestBefore, question: questionBefore }, sources)
  const { code, name } = question.unit
  return {
    unit: { code, name },
    range: { ...question.range, words: span.words, edition: now.edition },
    previous: { from, to, words: previous.words, edition: before.edition },
    isJudged: daysBetween(question.range.from, question.range.to) >= SHORTEST_JUDGED,
    now,
    before,
    question,
    smallestCell: policy.smallestCell,
  }
}
