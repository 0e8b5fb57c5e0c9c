import type { SatisfactionReply } from '#contract/satisfaction'
import type { TrendQuery } from './trend-query.ts'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

/** The figures of a unit by month or quarter. */
export const readTrend = (client: Client, unit: string, { step, subject, window }: TrendQuery) =>
  client.get<SatisfactionReply>(
    withQuery('/api/satisfaction', { unit, ...window.range, by: step, [subject.kind]: subject.code }),
  )
