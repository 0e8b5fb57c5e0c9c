import type { FigureOverview, SatisfactionQuery, SatisfactionReply } from '#contract/satisfaction'
import { daysBetween } from '#core/time/period'
import { ALL_AREAS_ROW, groupWords } from '#core/words/groups'
import { targetText } from '#core/words/targets'
import type { EditionStores } from '../editions/edition-stores.ts'
import { figuresFor, overviewFor } from '../editions/office-figures.ts'
import { closedFigures, closedOverview } from '../editions/reader-figures.ts'
import type { OverviewRequest } from '../figures/answer-overview.ts'
import type { FigureRequest } from '../figures/figure-question.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { SHORTEST_JUDGED } from '../tables/table-scope.ts'
import type { FileEdition } from './explanation.ts'
import { explain, stateWords } from './explanation.ts'
import { breakdownWords, filterWords } from './figure-words.ts'
import type { FigurePart } from './figure-sheet.ts'
import { figureLabels, figureLines } from './figure-sheet.ts'
import type { TableContent } from './table-file.ts'

/** What "Xu hướng" or any question about figures shows, as a table. */
export async function downloadFigures(request: FigureRequest, stores: EditionStores): Promise<TableContent | Refusal> {
  const { query } = request
  const by = query.by ?? 'total'
  const found = await closedOr(
    { request, isInTime: timeKinds.has(by) },
    { closed: () => closedFigures(request, stores), running: () => figuresFor(request, stores), stores },
  )
  if (isRefusal(found)) return found
  const { reply, state } = found
  const total: FigurePart = { title: 'Tất cả', rows: [reply.total], isTotal: true }
  const rows: FigurePart = { title: breakdownWords(by), rows: reply.rows, isTotal: by === 'total' }
  const filter = await filterWords(query, stores)
  return contentOf({ request, reply, state, filter, parts: by === 'total' ? [rows] : [total, rows] })
}

/** What "Tổng quan" shows. */
export async function downloadOverview(
  request: OverviewRequest,
  stores: EditionStores,
): Promise<TableContent | Refusal> {
  const found = await closedOr(
    { request, isInTime: false },
    { closed: () => closedOverview(request, stores), running: () => overviewFor(request, stores), stores },
  )
  if (isRefusal(found)) return found
  const { reply, state } = found
  const parts: readonly FigurePart[] = [
    { title: ALL_AREAS_ROW, rows: reply.total.rows, isTotal: true },
    ...reply.groups.map(({ group, rows }) => ({ title: groupWords(group), rows, isTotal: true })),
    { title: breakdownWords('area'), rows: reply.areas.rows, isTotal: false },
    { title: breakdownWords('answeredBy'), rows: reply.offices.rows, isTotal: false },
  ]
  const filter = await filterWords(request.query, stores)
  return contentOf({ request, reply, state, filter, parts })
}

const timeKinds: ReadonlySet<string> = new Set(['day', 'week', 'month', 'quarter', 'year'])

interface AnswerKinds<Reply> {
  readonly closed: () => Promise<Reply | Refusal>
  readonly running: () => Promise<Reply | Refusal>
  readonly stores: EditionStores
}

/**
 * Of a closed period what was closed, also for those who run the office: a file stays when later ratings come. Where the
 * edition has no such table, and in a row of periods of which the last still runs, the figures of the moment.
 */
async function closedOr<Reply extends Pick<SatisfactionReply, 'from' | 'to' | 'unit'>>(
  { request, isInTime }: { readonly request: FigureRequest | OverviewRequest; readonly isInTime: boolean },
  { closed, running, stores }: AnswerKinds<Reply>,
): Promise<{ readonly reply: Reply; readonly state: string } | Refusal> {
  const { levels } = request.audience.policy
  const first = levels && isInTime ? null : await closed()
  const isClosed = first !== null && !isRefusal(first)
  const reply = isClosed ? first : await running()
  if (isRefusal(reply)) return reply
  if (isInTime && !levels) return { reply, state: 'từng kỳ đã chốt' }
  const edition = isClosed ? await editionOf(reply, stores) : null
  return { reply, state: stateWords(edition, request.now) }
}

async function editionOf(
  { unit, from, to }: Pick<SatisfactionReply, 'from' | 'to' | 'unit'>,
  { units, editions }: EditionStores,
): Promise<FileEdition> {
  const found = await units.byCode(unit.code)
  return found ? editions.newest(found.id, { from, to }) : null
}

interface AnsweredFigures {
  readonly request: { readonly query: Pick<SatisfactionQuery, 'period'> }
  readonly reply: Pick<SatisfactionReply | FigureOverview, 'unit' | 'from' | 'to' | 'view'>
  readonly state: string
  readonly filter: string
  readonly parts: readonly FigurePart[]
}

function contentOf({ request, reply, state, filter, parts }: AnsweredFigures): TableContent {
  const { unit, from, to, view } = reply
  const { levels, smallestCell } = view
  const rules = { levels, smallestCell, isJudged: daysBetween(from, to) >= SHORTEST_JUDGED }
  const named = parts.flatMap(({ rows }) => rows.flatMap(({ target }) => (target === null ? [] : [target])))
  const targets = [...new Set(named.map((target) => `${targetText(target)}: ${target.source}`))]
  const explanation = explain({ unit, range: { from, to }, filter, state, targets, smallestCell })
  return {
    kind: 'so-lieu-hai-long',
    unit,
    period: request.query.period ?? `${from}_${to}`,
    range: { from, to },
    sheets: [
      {
        name: 'Số liệu',
        titles: [
          'Số liệu hài lòng của người dân, tổ chức về giải quyết thủ tục hành chính',
          ...explanation.slice(0, filter === '' ? 3 : 4).map(([subject, words]) => `${subject}: ${words}`),
        ],
        columns: figureLabels(rules).map((label) => ({ label })),
        rows: figureLines(parts, rules),
        notes: [],
      },
    ],
    explanation,
  }
}
