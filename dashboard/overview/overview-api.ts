import type { FigureOverview, SatisfactionReply } from '#contract/satisfaction'
import { isEmpty } from './figure-rows.ts'
import { withQuery } from '../app/client.ts'
import type { Client, Reply } from '../app/client.ts'

/** The three figures of the overview, and what stands beside them, of one unit and one period. */
export interface Overview {
  readonly all: SatisfactionReply
  readonly land: SatisfactionReply
  readonly areas: SatisfactionReply
  /** By the office that settles the area. */
  readonly offices: SatisfactionReply
  /** Ratings less than 15 s after the one before on the same device; null for those who are not told. */
  readonly quickRepeats: number | null
}

export interface OverviewQuery {
  readonly unit: string
  /** `2026-Q1`, resolved by the unit's cut-off day on the server. */
  readonly period: string
  /** The offices whose part it is about; left out: all. */
  readonly answeredBy?: string
}

const path = '/api/satisfaction'
/** Of the groups, the one with a tile of its own. */
const LAND_GROUP = 'dat-dai-xay-dung'

/** All of the overview in one request. */
export async function readOverview(client: Client, query: OverviewQuery): Promise<Reply<Overview>> {
  const reply = await client.get<FigureOverview>(withQuery(`${path}/overview`, { ...query }))
  return reply.kind === 'failed' ? reply : { kind: 'ok', value: overviewOf(reply.value) }
}

/** Where the same is given as a file. */
export const overviewFileAddress = (query: OverviewQuery) => withQuery(`${path}/overview/file`, { ...query })

/** The parts as if each had been asked for by itself. */
export function overviewOf({ total, groups, areas, offices, quickRepeats, ...about }: FigureOverview): Overview {
  const land = groups.find(({ group }) => group === LAND_GROUP) ?? total
  return {
    all: { ...about, by: 'total', rows: total.rows, total: total.total },
    land: { ...about, by: 'total', rows: land.rows, total: land.total },
    areas: { ...about, by: 'area', rows: areas.rows, total: areas.total },
    offices: { ...about, by: 'answeredBy', rows: offices.rows, total: offices.total },
    quickRepeats,
  }
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
    if (!isEmpty(reply.value)) return { kind: 'ok', value: period }
  }
  return { kind: 'ok', value: null }
}

/** What was received on one day; of a single day only `received` is ever given. */
export const readDay = (client: Client, unit: string, day: string) =>
  client.get<SatisfactionReply>(withQuery(path, { unit, from: day, to: day, by: 'total' }))
