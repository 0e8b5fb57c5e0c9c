import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import { ALL_AREAS } from '#core/questions/area-groups'
import type { ChannelCounts, PeriodCounts, ShownAnswers } from '#core/report/facts'
import { SMALLEST_PRINTED } from '#core/report/facts'
import { countOf } from '#core/statistics/count'
import { satisfiedCount } from '#core/statistics/tally'
import type { DateRange } from '#core/time/period'
import type { Audience } from '../disclosure/audience.ts'
import type { DossierStores } from '../dossiers/count-dossiers.ts'
import { answerFrom } from '../figures/answer-figures.ts'
import type { FigureReads } from '../figures/figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { dossiersOf } from './report-dossiers.ts'

/** Whose figures a report is about, and who reads it. */
export interface CountRequest {
  readonly unit: string
  /** The unit and every unit below it. */
  readonly unitIds: readonly number[]
  readonly audience: Audience
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** What was counted in one range, with the rows that it comes from. */
export interface CountedRange {
  readonly counts: PeriodCounts
  readonly reply: SatisfactionReply
  readonly rowsByGroup: ReadonlyMap<string, SatisfactionRow>
}

export interface CountReads {
  readonly reads: FigureReads
  readonly stores: DossierStores
}

/** Counts one range; the groups that no area is in are left out. */
export async function countRange(
  { unit, unitIds, audience, now }: CountRequest,
  { from, to }: DateRange,
  { reads, stores }: CountReads,
): Promise<CountedRange | Refusal> {
  const ask = (by: 'group' | 'channel') => answerFrom({ query: { unit, from, to, by }, audience, now }, reads)
  const byGroup = await ask('group')
  if (isRefusal(byGroup)) return byGroup
  const byChannel = await ask('channel')
  if (isRefusal(byChannel)) return byChannel
  const inUse = new Set((await reads.areas()).flatMap(({ groups }) => groups))
  const { total } = byGroup
  const own = byGroup.rows.filter(({ key, comparable }) => inUse.has(key) && comparable === total.comparable)
  const rowsByGroup = new Map([[ALL_AREAS, total], ...own.map((row) => [row.key, row] as const)])
  const whole = answersOf(total)
  const groups = [...rowsByGroup].map(([group, row]) => [group, beside(whole, answersOf(row))] as const)
  const counts = {
    received: peopleOf(total),
    channels: channelsOf(byChannel),
    groups: new Map(groups),
    ...(await dossiersOf(unitIds, { from, to }, stores)),
  }
  return { counts, reply: byGroup, rowsByGroup }
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
const peopleOf = ({ tally, received }: SatisfactionRow): number => (tally === null ? (received ?? 0) : countOf(tally).people)

function channelsOf({ rows, total }: SatisfactionReply): ChannelCounts {
  const of = (channel: string): number =>
    rows
      .filter(({ key, comparable }) => key === channel && comparable === total.comparable)
      .reduce((sum, row) => sum + peopleOf(row), 0)
  return { kiosk: of('kiosk'), qr: of('qr'), web: of('web'), paper: of('paper'), import: of('import') }
}
