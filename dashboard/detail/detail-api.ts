import type { Breakdown, SatisfactionReply } from '#contract/satisfaction'
import { withQuery } from '../app/client.ts'
import type { Client, Reply } from '../app/client.ts'
import type { DetailSubject } from './detail-query.ts'

/** The parts that a figure is told apart by on the page. */
export const detailParts = ['counter', 'stage', 'channel', 'procedure'] as const satisfies readonly Breakdown[]
export type DetailPart = (typeof detailParts)[number]

export interface DetailKey extends DetailSubject {
  readonly unit: string
  /** `2026-Q1`, resolved by the unit's cut-off day on the server. */
  readonly period: string
}

/** The figure itself. */
export const readWhole = (client: Client, key: DetailKey) =>
  client.get<SatisfactionReply>(withQuery('/api/satisfaction', { ...key, by: 'total' }))

/** The same figure by each of its parts; the first that fails stands for all. */
export async function readParts(
  client: Client,
  key: DetailKey,
): Promise<Reply<readonly (readonly [DetailPart, SatisfactionReply])[]>> {
  const replies = await Promise.all(
    detailParts.map(
      async (by) => [by, await client.get<SatisfactionReply>(withQuery('/api/satisfaction', { ...key, by }))] as const,
    ),
  )
  const found: (readonly [DetailPart, SatisfactionReply])[] = []
  for (const [by, reply] of replies) {
    if (reply.kind === 'failed') return reply
    found.push([by, reply.value])
  }
  return { kind: 'ok', value: found }
}
