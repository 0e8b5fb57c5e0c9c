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

export async function readTrend(client: Client, unit: string, query: TrendQuery): Promise<Reply<TrendFigures>> {
  const read = ({ kind, code }: TrendSubject) =>
    client.get<SatisfactionReply>(
      withQuery('/api/satisfaction', {
        unit,
        ...query.window.range,
        by: query.step,
        [kind]: code,
        answeredBy: query.committee ? COMMITTEE : undefined,
      }),
    )
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
