import type { TableQuery } from '#contract/tables'
import { previousPeriod, rangeBefore } from '#core/time/previous-period'
import type { DateRange } from '#core/time/period'
import { isWholeHalfMonths, yearOf } from '#core/time/period'
import { civilDate } from '#core/time/civil-time'
import { dateText } from '#core/words/format'
import { periodWords } from '#core/words/periods'
import type { Audience } from '../disclosure/audience.ts'
import type { FigureQuestion, FigureRequest } from '../figures/figure-question.ts'
import { resolveQuestion } from '../figures/figure-question.ts'
import type { FigureReads } from '../figures/figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField } from '../refusal.ts'

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
}

/** What tables are about, with the period before. */
export interface TableScope {
  readonly unit: { readonly code: string; readonly name: string }
  readonly range: NamedRange
  readonly previous: NamedRange
  /** Figures of each as they are counted, nothing hidden: a table decides that as a whole. */
  readonly request: FigureRequest
  readonly requestBefore: FigureRequest
  readonly question: FigureQuestion
  readonly questionBefore: FigureQuestion
  /** The fewest answers that are shown. */
  readonly smallestCell: number
}

/** Looks up what the query names. Tables show levels, so they are for those who may see them. */
export async function scopeOf(
  { query, audience, now }: TableRequest,
  reads: FigureReads,
): Promise<TableScope | Refusal> {
  const { policy } = audience
  if (!policy.levels) return refuse('not_allowed')
  const uncut: Audience = { ...audience, policy: { ...policy, smallestCell: 0 } }
  const request: FigureRequest = { query, audience: uncut, now }
  const question = await resolveQuestion(request, reads)
  if (isRefusal(question)) return question
  if (!isWholeHalfMonths(question.range)) return refuseField('invalid_request', 'from', 'not_half_months')
  const before = queryBefore(query, question.range, civilDate(now))
  const requestBefore: FigureRequest = { query: before, audience: uncut, now }
  const questionBefore = await resolveQuestion(requestBefore, reads)
  if (isRefusal(questionBefore)) return questionBefore
  const { code, name } = question.unit
  return {
    unit: { code, name },
    range: named(query, question.range, civilDate(now)),
    previous: named(before, questionBefore.range, civilDate(now)),
    request,
    requestBefore,
    question,
    questionBefore,
    smallestCell: policy.smallestCell,
  }
}

/** A period has one of its own name before it, other days have as many half-months. */
function queryBefore({ from, to, period, ...rest }: TableQuery, range: DateRange, today: string): TableQuery {
  if (from !== undefined || to !== undefined) return { ...rest, ...rangeBefore(range) }
  return { ...rest, period: previousPeriod(period ?? yearOf(today)) }
}

function named({ from, period }: TableQuery, range: DateRange, today: string): NamedRange {
  const days = `từ ngày ${dateText(range.from)} đến ngày ${dateText(range.to)}`
  const words = from === undefined ? `${periodWords(period ?? yearOf(today))} (${days})` : days
  return { from: range.from, to: range.to, words }
}
