import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import type { Caller } from './caller.ts'

/** Why a row is hidden, or its counts n1 n2 n3 n4 n5 n0. */
export function counts({ suppressed, tally }: SatisfactionRow): string {
  if (tally === null) return String(suppressed)
  return [tally.n1, tally.n2, tally.n3, tally.n4, tally.n5, tally.n0].join(' ')
}

/** A row as key, received and counts. */
export function short(row: SatisfactionRow): [key: string, received: number | null, counts: string] {
  return [row.key, row.received, counts(row)]
}

/** Asks for figures that must be given. */
export async function satisfaction(caller: Caller, query: string): Promise<SatisfactionReply> {
  const reply = await caller.get(`/api/satisfaction?${query}`)
  if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`)
  return reply.body as SatisfactionReply
}
