import type { SatisfactionReply } from '#contract/satisfaction'
import { COMMITTEE } from '#core/words/answering-offices'
import { besideOf } from './trend-query.ts'
import type { TrendQuery, TrendSubject } from './trend-query.ts'
import { withQuery } from '../app/client.ts'
import type { Client, Reply } from '../app/client.ts'

/** The figures of a unit by month or quarter. */
export interface TrendFigures {
  readonly main: SatisfactionReply
  /** The group that is drawn beside the whole and the same of it; null where the trend is about something else. */
  readonly beside: { readonly group: string; readonly reply: SatisfactionReply } | null
}

/** What is asked about one subject of a trend. */
const questionOf = (unit: string, query: TrendQuery, { kind, code }: TrendSubject) => ({
  unit,
  ...query.window.range,
  by: query.step,
  [kind]: code,
  answeredBy: query.committee ? COMMITTEE : undefined,
})

/** Where the figures of a trend are given as a file. */
export const trendFileAddress = (unit: string, query: TrendQuery) =>
  withQuery('/api/satisfaction/file', questionOf(unit, query, query.subject))

export async function readTrend(client: Client, unit: string, query: TrendQuery): Promise<Reply<TrendFigures>> {
  const read = (subject: TrendSubject) =>
    client.get<SatisfactionReply>(withQuery('/api/satisfaction', questionOf(unit, query, subject)))
  const { subject } = query
  const group = besideOf(subject)
  const [main, beside] = await Promise.all([
    read(subject),
    group === null ? null : read({ kind: 'group', code: group }),
  ])
  if (main.kind === 'failed') return main
  if (beside?.kind === 'failed') return beside
  const drawn = group === null || beside === null ? null : { group, reply: beside.value }
  return { kind: 'ok', value: { main: main.value, beside: drawn } }
}
