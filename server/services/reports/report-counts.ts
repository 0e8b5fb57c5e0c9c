import type { ReasonRow } from '#contract/reasons'
import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import { ALL_AREAS } from '#core/questions/area-groups'
import type { ChannelCounts, PeriodCounts, ShownAnswers } from '#core/report/facts'
import { SMALLEST_PRINTED } from '#core/report/facts'
import { countOf } from '#core/statistics/count'
import { satisfiedCount } from '#core/statistics/tally'
import type { DateRange } from '#core/time/period'
import type { Audience } from '../disclosure/audience.ts'
import type { EditionRow, Editions } from '../../store/editions/editions.ts'
import type { DossierStores } from '../dossiers/count-dossiers.ts'
import { checkCodeOf, viewEdition } from '../editions/edition-view.ts'
import { answerFrom } from '../figures/answer-figures.ts'
import type { FigureReads } from '../figures/figure-reads.ts'
import { reasonsFrom } from '../reasons/answer-reasons.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { dossiersOf, returnedOf } from './report-dossiers.ts'

/** Whose figures a report is about, and who reads it. */
export interface CountRequest {
  readonly unit: string
  readonly unitId: number
  /** The unit and every unit below it. */
  readonly unitIds: readonly number[]
  readonly audience: Audience
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** The edition that figures were taken from. */
export interface ReportEdition {
  readonly number: number
  /** ISO, with zone. */
  readonly closedAt: string
  readonly checkCode: string
}

/** The rows of one range: of its newest edition where it is closed, else as they run. */
interface ReportRangeRows {
  readonly total: SatisfactionRow
  readonly groups: readonly SatisfactionRow[]
  readonly channels: readonly SatisfactionRow[]
  readonly coverage: SatisfactionReply['coverage']
  /** The fewest answers of a verdict when it was closed; null: as the unit says now. */
  readonly minimumAnswers: number | null
  readonly edition: ReportEdition | null
  /** null: closed before they were counted. */
  readonly reasons: readonly ReasonRow[] | null
}

/** What was counted in one range, with the rows that it comes from. */
export interface CountedRange extends ReportRangeRows {
  readonly counts: PeriodCounts
  readonly rowsByGroup: ReadonlyMap<string, SatisfactionRow>
}

export interface CountStores extends DossierStores {
  readonly editions: Pick<Editions, 'newest'>
}

export interface CountReads {
  readonly reads: FigureReads
  readonly stores: CountStores
}

/** Counts one range; the groups that no area is in are left out. */
export async function countRange(
  request: CountRequest,
  range: DateRange,
  { reads, stores }: CountReads,
): Promise<CountedRange | Refusal> {
  const closed = await stores.editions.newest(request.unitId, range)
  const found = closed === null ? await runningRows(request, range, reads) : closedRows(closed, request.audience)
  if (isRefusal(found)) return found
  const { total, channels, edition } = found
  const inUse = new Set((await reads.areas()).flatMap(({ groups }) => groups))
  const own = found.groups.filter(({ key, comparable }) => inUse.has(key) && comparable === total.comparable)
  const rowsByGroup = new Map([[ALL_AREAS, total], ...own.map((row) => [row.key, row] as const)])
  const whole = answersOf(total)
  const groups = [...rowsByGroup].map(([group, row]) => [group, beside(whole, answersOf(row))] as const)
  const entered = await dossiersOf(request.unitIds, range, stores)
  const counts = {
    received: peopleOf(total),
    channels: channelsOf(channels, total),
    groups: new Map(groups),
    // What was entered after the closing is no part of it.
    dossiers: edition === null ? entered.dossiers : returnedOf(total.dossiers),
    petitions: entered.petitions,
  }
  return { ...found, counts, rowsByGroup }
}

async function runningRows(
  { unit, audience, now }: CountRequest,
  { from, to }: DateRange,
  reads: FigureReads,
): Promise<ReportRangeRows | Refusal> {
  const ask = (by: 'group' | 'channel') => answerFrom({ query: { unit, from, to, by }, audience, now }, reads)
  const byGroup = await ask('group')
  if (isRefusal(byGroup)) return byGroup
  const byChannel = await ask('channel')
  if (isRefusal(byChannel)) return byChannel
  const reasons = await reasonsFrom({ query: { unit, from, to }, audience, now }, reads)
  if (isRefusal(reasons)) return reasons
  const { total, rows: groups, coverage } = byGroup
  return {
    total,
    groups,
    channels: byChannel.rows,
    coverage,
    minimumAnswers: null,
    edition: null,
    reasons: reasons.rows,
  }
}

function closedRows(row: EditionRow, audience: Audience): ReportRangeRows {
  const { content, total, rowsOf } = viewEdition(row, audience)
  const { coverage, minimumAnswers, ledgers } = content
  const edition = {
    number: row.number,
    closedAt: row.closedAt,
    checkCode: checkCodeOf(ledgers.map(({ head }) => head)),
  }
  return {
    total,
    groups: rowsOf('group') ?? [],
    channels: rowsOf('channel') ?? [],
    coverage,
    minimumAnswers,
    edition,
    reasons: content.reasons?.rows ?? null,
  }
}

/** The answers of a row as a report may print them. */
export function answersOf({ suppressed, answered, tally }: SatisfactionRow): ShownAnswers {
  if (suppressed !== null || answered === null || tally === null) return suppressed === 'few' ? 'few' : 'hidden'
  return { answered, satisfied: satisfiedCount(tally) }
}

/** A part is not printed where the rest of the whole is too small to be known. */
function beside(whole: ShownAnswers, part: ShownAnswers): ShownAnswers {
  if (typeof whole !== 'object' || typeof part !== 'object') return part
  const rest = whole.answered - part.answered
  return rest > 0 && rest < SMALLEST_PRINTED ? 'hidden' : part
}

/** "Không có ý kiến" included; where the answers are hidden, what was received. */
const peopleOf = ({ tally, received }: SatisfactionRow): number =>
  tally === null ? (received ?? 0) : countOf(tally).people

function channelsOf(rows: readonly SatisfactionRow[], total: SatisfactionRow): ChannelCounts {
  const of = (channel: string): number =>
    rows
      .filter(({ key, comparable }) => key === channel && comparable === total.comparable)
      .reduce((sum, row) => sum + peopleOf(row), 0)
  return { kiosk: of('kiosk'), qr: of('qr'), web: of('web'), paper: of('paper'), import: of('import') }
}
