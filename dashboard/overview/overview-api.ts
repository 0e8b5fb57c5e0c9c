import type { SatisfactionReply } from '#contract/satisfaction'
import { receivedCount } from './figure-rows.ts'
import { withQuery } from '../app/client.ts'
import type { Client, Reply } from '../app/client.ts'

/** The three questions of the overview, asked about one unit and one period. */
export interface Overview {
  readonly all: SatisfactionReply
  readonly land: SatisfactionReply
  readonly areas: SatisfactionReply
}

export interface OverviewQuery {
  readonly unit: string
  /** `2026-Q1`, resolved by the unit's cut-off day on the server. */
  readonly period: string
}

const path = '/api/satisfaction'

/** All of the overview, or the first reason why a part of it is missing: half an overview would mislead. */
export async function readOverview(client: Client, query: OverviewQuery): Promise<Reply<Overview>> {
  const ask = (more: Record<string, string>) => client.get<SatisfactionReply>(withQuery(path, { ...query, ...more }))
  const [all, land, areas] = await Promise.all([
    ask({ by: 'total', group: 'chung' }),
    ask({ by: 'total', group: 'dat-dai-xay-dung' }),
    ask({ by: 'area' }),
  ])
  if (all.kind === 'failed') return all
  if (land.kind === 'failed') return land
  if (areas.kind === 'failed') return areas
  return { kind: 'ok', value: { all: all.value, land: land.value, areas: areas.value } }
}

/**
 * The first of these years in which the unit received anything, null when it is none of them; the years are asked one
 * after the other, so the likeliest should come first.
 */
export async function findFilledYear(
  client: Client,
  unit: string,
  years: readonly string[],
): Promise<Reply<string | null>> {
  for (const period of years) {
    const reply = await client.get<SatisfactionReply>(withQuery(path, { unit, period, by: 'total', group: 'chung' }))
    if (reply.kind === 'failed') return reply
    if (receivedCount(reply.value) > 0) return { kind: 'ok', value: period }
  }
  return { kind: 'ok', value: null }
}

/** What was received on one day; of a single day only `received` is ever given. */
export const readDay = (client: Client, unit: string, day: string) =>
  client.get<SatisfactionReply>(withQuery(path, { unit, from: day, to: day, by: 'total' }))

/** Where the de-identified answers of whole months can be fetched as a CSV file. */
export const exportAddress = (unit: string, range: { readonly from: string; readonly to: string }) =>
  withQuery('/api/exports/responses', { format: 'csv', unit, from: range.from, to: range.to })
