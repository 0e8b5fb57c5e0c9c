import type { ReportQuery } from '#contract/reports'
import type { ExternalResult } from '#contract/external-results'
import type { PublishedResult, ReportFacts } from '#core/report/facts'
import type { ReportSpan } from '#core/report/report-periods'
import { spanOfKey, spanOfRange } from '#core/report/report-periods'
import { uncapitalized } from '#core/text/capitals'
import { beganWithin, isPartial } from '#core/statistics/coverage'
import { civilDate } from '#core/time/civil-time'
import { cutOffDayOf } from '#core/time/period'
import { authorityOf } from '#core/words/office'
import { dateText } from '#core/words/format'
import { groupWords } from '#core/words/groups'
import { publishedPercent } from '#core/words/targets'
import { verdictWords } from '#core/words/verdicts'
import type { Settings } from '../../store/office/settings.ts'
import type { TargetRow } from '../../store/targets/targets.ts'
import type { UnitRow } from '../../store/office/units.ts'
import type { Audience } from '../disclosure/audience.ts'
import { familyFor } from '../figures/figure-question.ts'
import type { FigureStores } from '../figures/figure-reads.ts'
import { readOnce } from '../figures/figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuseField } from '../refusal.ts'
import type { ExternalResultStores } from '../targets/external-results.ts'
import { externalResultsFor } from '../targets/external-results.ts'
import type { CountedRange, CountStores, ReportEdition } from './report-counts.ts'
import { answersOf, countRange } from './report-counts.ts'
import { dossierTargetsOf, targetsOfRow } from './report-targets.ts'

export interface ReportStores extends FigureStores, ExternalResultStores, CountStores {
  readonly settings: Pick<Settings, 'get'>
}

/** A report as it is asked for. */
export interface ReportRequest {
  readonly query: Readonly<ReportQuery>
  readonly audience: Audience
  /** Milliseconds since the epoch. */
  readonly now: number
  /** {việc}: what was done as directed; nothing is said unless given. */
  readonly done?: string
}

/** The facts of a report with what they are about. */
export interface GatheredFacts {
  readonly unit: UnitRow
  readonly span: ReportSpan
  readonly facts: ReportFacts
  /** The edition of the period; null: the figures still run. */
  readonly edition: ReportEdition | null
  /** Where they come from, a sentence each. */
  readonly sources: readonly string[]
}

/** Gathers what a report says of one unit and one period: refused as figures are, and with not_half_months. */
export async function gatherFacts(request: ReportRequest, stores: ReportStores): Promise<GatheredFacts | Refusal> {
  const { query, audience, now } = request
  const reads = readOnce(stores.figures)
  const family = await familyFor(query.unit, audience, reads)
  if (isRefusal(family)) return family
  const { unit, chain, below } = family
  const unitIds = below.map(({ id }) => id)
  const span = spanFor(query, unit)
  if (isRefusal(span)) return span
  const count = (range: ReportSpan['range']) =>
    countRange({ unit: unit.code, unitId: unit.id, unitIds, audience, now }, range, { reads, stores })
  const current = await count(span.range)
  if (isRefusal(current)) return current
  const yearToDate = await count(span.yearToDate)
  if (isRefusal(yearToDate)) return yearToDate
  const lastYear = await count(span.lastYear)
  if (isRefusal(lastYear)) return lastYear
  const before = await count(span.previous.range)
  if (isRefusal(before)) return before
  const today = civilDate(now)
  const { from, to } = span.range
  const published = await externalResultsFor(stores, unit, span.yearToDate)
  const all = await reads.targets(chain)
  const facts: ReportFacts = {
    office: {
      authority: authorityOf(unit.name),
      name: (await stores.settings.get(unit.id, 'office.name')) ?? unit.name,
    },
    period: {
      words: span.words,
      from,
      to,
      hasEnded: to < today,
      began: beganWithin({ from, to }, current.coverage.firstDay),
    },
    today,
    minimumAnswers: current.minimumAnswers ?? unit.minimum_answers,
    isPartial: isPartial(current.coverage),
    current: current.counts,
    yearToDate: orNothing(yearToDate),
    lastYear: orNothing(lastYear),
    previous: previousOf(before, current, span.previous.words),
    targets: targetsOf(current, { all, date: to }),
    dossierTargets: dossierTargetsOf(all, { chain, date: to }),
    reasons: wantedOf(current),
    published: published.map(toPublished),
    done: request.done ?? '',
  }
  return { unit, span, facts, edition: current.edition, sources: sourcesOf(facts, current.edition) }
}

function spanFor({ period, from, to }: ReportQuery, unit: UnitRow): ReportSpan | Refusal {
  const wrong = (path: string, code: string) => refuseField('invalid_request', path, code)
  const cutOffDay = cutOffDayOf(unit)
  if (from === undefined && to === undefined)
    return period === undefined
      ? wrong('period', 'required')
      : (spanOfKey(period, cutOffDay) ?? wrong('period', 'invalid_format'))
  if (period !== undefined) return wrong('period', 'not_with_from_to')
  if (from === undefined) return wrong('from', 'required')
  if (to === undefined) return wrong('to', 'required')
  if (from > to) return wrong('to', 'ends_before_start')
  return spanOfRange({ from, to }, cutOffDay) ?? wrong('to', 'not_half_months')
}

function targetsOf(
  { rowsByGroup }: CountedRange,
  { all, date }: { readonly all: readonly TargetRow[]; readonly date: string },
): ReportFacts['targets'] {
  const found = [...rowsByGroup].map(([group, row]) => [group, targetsOfRow(row, { group, date, all })] as const)
  return new Map(found.filter(([, targets]) => targets.length > 0))
}

const orNothing = ({ counts }: CountedRange): CountedRange['counts'] | null =>
  counts.received === 0 && counts.dossiers === null ? null : counts

function previousOf(before: CountedRange, current: CountedRange, words: string): ReportFacts['previous'] {
  if (before.counts.received === 0) return null
  const isComparable = before.total.comparable === current.total.comparable
  return { words, answers: answersOf(before.total), isComparable }
}

/** What may be told; "chờ đợi" as it stands within a sentence. */
function wantedOf({ reasons }: CountedRange): ReportFacts['reasons'] {
  return (reasons ?? []).flatMap(({ label, chosen }) =>
    chosen === null ? [] : [{ words: uncapitalized(label), count: chosen }],
  )
}

function toPublished(result: ExternalResult): PublishedResult {
  const { group, title, value, decimals, periodFrom, periodTo, source, target } = result
  return {
    name: title ?? groupWords(group),
    percent: publishedPercent(value, decimals),
    period: `từ ${dateText(periodFrom)} đến ${dateText(periodTo)}`,
    source,
    target,
    verdict: publishedVerdict(result),
  }
}

function publishedVerdict({ verdict, evidence }: ExternalResult): string {
  if (evidence === 'too_few') return verdictWords.tooFew
  if (verdict === null) return ''
  if (evidence === 'published') return verdict === 'met' ? verdictWords.metAsPublished : verdictWords.missedAsPublished
  if (evidence === 'sufficient') return verdictWords[verdict]
  return verdict === 'met' ? verdictWords.metUnsure : 'Chưa đạt, chưa chắc chắn'
}

function sourcesOf(
  { period, today, targets, published, current }: ReportFacts,
  edition: ReportEdition | null,
): readonly string[] {
  const documents = new Set([...targets.values()].flat().map(({ document }) => document))
  const hasDossiers = current.dossiers !== null
  const others = new Set(published.map(({ name, source }) => `${name}: ${source}`))
  return [
    `Số liệu đánh giá: hệ thống Hài Lòng, từ ngày ${dateText(period.from)} đến ngày ${dateText(period.to)}, ${stateOfFigures(edition, today)}.`,
    ...(hasDossiers ? ['Số hồ sơ: đơn vị nhập theo tháng.'] : []),
    ...[...documents].map((document) => `Chỉ tiêu: ${document}.`),
    ...[...others].map((source) => `Kết quả do cơ quan khác công bố: ${source}.`),
  ]
}

/** Which figures they are: those that were closed, or those of the day. */
const stateOfFigures = (edition: ReportEdition | null, today: string): string =>
  edition === null
    ? `đang chạy, xem ngày ${dateText(today)}`
    : `đã chốt ngày ${dateText(civilDate(Date.parse(edition.closedAt)))}, bản số ${edition.number}, mã kiểm tra ${edition.checkCode.slice(0, 16)}`
