import { sql } from 'kysely'
import type { QueryExecutorProvider } from 'kysely'
import type { Snapshot } from '../../engine/database.ts'
import type { Keys } from '../keys.ts'
import { signBytes, signatureHolds } from '../keys.ts'
import type { LedgerProblem } from '../verification.ts'

/** What ties a checkpoint to the one before it in its chain. */
export interface CheckpointLink {
  /** A unit's ledger key, or the name of the audit's chain. */
  readonly chain: string
  readonly size: number
  /** The size of the checkpoint before; 0 for the first. */
  readonly previous: number
  /** What else is signed with it, as text; empty for a unit's ledger. */
  readonly reference: string
}

export interface SignedLink extends CheckpointLink {
  readonly signature: Buffer
}

const linkBytes = ({ chain, size, previous, reference }: CheckpointLink): Buffer =>
  Buffer.from(JSON.stringify(['hai-long-checkpoint-link', 1, chain, size, previous, reference]))

/** @returns an Ed25519 signature of 64 bytes */
export const signLink = (link: CheckpointLink, keys: Keys): Buffer => signBytes(linkBytes(link), keys)

/** Inside the transaction that signs a checkpoint: ties it to the one before, and remembers that the chain ends there. */
export async function linkCheckpoint(trx: QueryExecutorProvider, link: CheckpointLink, keys: Keys): Promise<void> {
  const { chain, size, previous, reference } = link
  const signature = signLink(link, keys)
  await sql`insert into checkpoint_link (chain, size, previous, reference, signature)
    values (${chain}, ${size}, ${previous}, ${reference}, ${signature})`.execute(trx)
  await rememberEnd(trx, chain, size)
}

/** Where a chain ends; beside the chain itself, so that a cut leaves a trace. */
export async function rememberEnd(trx: QueryExecutorProvider, chain: string, size: number): Promise<void> {
  await sql`insert into chain_end (chain, size) values (${chain}, ${size})
    on conflict (chain) do update set size = excluded.size`.execute(trx)
}

/** The end that was remembered of a chain; null for none. */
export async function endOf({ statement }: Snapshot, chain: string): Promise<number | null> {
  const found = statement<{ readonly chain: string }, { size: number }>(
    (p) => sql`select size from chain_end where chain = ${p('chain')}`,
  )
  return (await found.first({ chain }))?.size ?? null
}

/** The links of a chain in order. */
export async function linksOf({ statement }: Snapshot, chain: string): Promise<readonly SignedLink[]> {
  const found = statement<{ readonly chain: string }, SignedLink>(
    (p) => sql`select chain, size, previous, reference, signature from checkpoint_link
      where chain = ${p('chain')} order by size`,
  )
  return found.all({ chain })
}

/** A chain of checkpoints as it was found. */
export interface FoundCheckpoints {
  /** What a problem is named by: the unit's code, or what stands for the audit. */
  readonly name: string
  readonly chain: string
  /** In order. */
  readonly sizes: readonly number[]
}

/**
 * Whether each checkpoint that was made is there. Those from before links were made are taken as they are; from the first
 * link on, each has its own, and names the one before. @returns the first that is missing
 */
export async function missingCheckpoint(
  snapshot: Snapshot,
  { name, chain, sizes }: FoundCheckpoints,
  keys: Keys,
): Promise<LedgerProblem | null> {
  const problem = (code: LedgerProblem['code'], position: number): LedgerProblem => ({ unit: name, code, position })
  const links = await linksOf(snapshot, chain)
  const linked = new Set(links.map(({ size }) => size))
  const unlinked = sizes.find((size) => size > (links[0]?.size ?? Infinity) && !linked.has(size))
  if (unlinked !== undefined) return problem('bad_checkpoint', unlinked)
  for (const link of links) {
    if (!signatureHolds(linkBytes(link), link.signature, keys)) return problem('bad_checkpoint', link.size)
    if (!sizes.includes(link.size)) return problem('missing_checkpoint', link.size)
    const before = sizes.filter((size) => size < link.size).at(-1) ?? 0
    if (before !== link.previous) return problem('missing_checkpoint', link.previous)
  }
  const end = await endOf(snapshot, chain)
  return end !== null && end !== (sizes.at(-1) ?? 0) ? problem('missing_checkpoint', end) : null
}
