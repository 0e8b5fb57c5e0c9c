import { sql } from 'kysely'
import type { Checkpoint } from '#contract/checkpoint'
import type { Database } from '../engine/database.ts'
import type { CheckpointLink, SignedLink } from './checkpoints/checkpoint-links.ts'
import { signLink } from './checkpoints/checkpoint-links.ts'
import type { Parameter } from '../engine/statement.ts'
import type { Keys } from './keys.ts'
import { sha256, signCheckpoint } from './keys.ts'

/** Where a unit's chain stands: how many records, and the hash of the last. */
export interface Head {
  readonly size: number
  readonly hash: Buffer
}

/** Records after which a checkpoint is due at the latest (design §4). */
export const CHECKPOINT_EVERY = 100

/** What the first record of a unit is chained to: the unit's own random key, so that chains cannot be exchanged. */
export function genesisHash(ledgerKey: string): Buffer {
  return sha256('hai-long-ledger-1 ', ledgerKey)
}

/** hash = SHA-256(previous ‖ canonical record in UTF-8). */
export function chainHash(previous: Buffer, record: string): Buffer {
  return sha256(previous, record)
}

/** Appends to the chains and signs where they stand; all inside the caller's transaction. */
export interface Ledger {
  head(unitId: number): Promise<Head>
  append(
    unitId: number,
    entry: { readonly head: Head; readonly responseId: Buffer; readonly record: string },
  ): Promise<Head>
  /** Signs the head unless it is signed already. @returns the newest checkpoint, null while the chain is empty */
  sign(unitId: number, day: string): Promise<Checkpoint | null>
  /** The newest checkpoint, signing first when 100 records or more have come since. */
  checkpoint(unitId: number, day: string): Promise<Checkpoint | null>
  /** A short read of the newest checkpoint, outside any transaction; null before there is any. */
  newestCheckpoint(unitId: number): Promise<Checkpoint | null>
  /** Units with records that no checkpoint covers yet. */
  unsigned(): Promise<number[]>
}

/** A checkpoint as it is stored. */
export interface CheckpointRow {
  readonly size: number
  readonly hash: Buffer
  readonly day: string
  readonly signature: Buffer
}

/** A checkpoint as it travels. */
export function checkpointOf(row: CheckpointRow): Checkpoint {
  return { size: row.size, hash: row.hash.toString('hex'), day: row.day, signature: row.signature.toString('base64') }
}

/** Prepares the ledger's statements on the writing connection. */
export function createLedger(database: Database, keys: Keys): Ledger {
  const statements = prepareLedger(database)

  const unitKey = async (unitId: number): Promise<string> => {
    const unit = await statements.key.first({ unitId })
    if (!unit) throw new Error(`no unit ${unitId}`)
    return unit.ledger_key
  }

  const head = async (unitId: number): Promise<Head> => {
    const last = await statements.head.first({ unitId })
    return last ?? { size: 0, hash: genesisHash(await unitKey(unitId)) }
  }

  const sign: Ledger['sign'] = async (unitId, day) => {
    const { size, hash } = await head(unitId)
    const newest = await statements.newest.first({ unitId })
    if (size === 0 || newest?.size === size) return newest ? checkpointOf(newest) : null
    const ledgerKey = await unitKey(unitId)
    const signature = signCheckpoint({ ledgerKey, size, hash, day }, keys)
    await statements.sign.run({ unitId, size, hash, day, signature })
    const link = { chain: ledgerKey, size, previous: newest?.size ?? 0, reference: '' }
    await statements.link.run({ ...link, signature: signLink(link, keys) })
    await statements.end.run({ chain: ledgerKey, size })
    return checkpointOf({ size, hash, day, signature })
  }

  return {
    head,
    sign,
    append: async (unitId, { head: { size, hash }, responseId, record }) => {
      const next = { size: size + 1, hash: chainHash(hash, record) }
      await statements.append.run({ unitId, position: next.size, responseId, hash: next.hash })
      return next
    },
    checkpoint: async (unitId, day) => {
      const newest = await statements.newest.first({ unitId })
      const { size } = await head(unitId)
      if (size - (newest?.size ?? 0) >= CHECKPOINT_EVERY) return sign(unitId, day)
      return newest ? checkpointOf(newest) : null
    },
    newestCheckpoint: async (unitId) => {
      const newest = await statements.newestCommitted.first({ unitId })
      return newest ? checkpointOf(newest) : null
    },
    unsigned: async () => (await statements.unsigned.all()).map((row) => row.unit_id),
  }
}

/** Which unit's ledger is asked for. */
export interface OfUnit {
  readonly unitId: number
}

interface NewLink extends OfUnit {
  readonly position: number
  readonly responseId: Buffer
  readonly hash: Buffer
}

const newestCheckpointQuery = (p: Parameter<OfUnit>) => sql`select size, hash, day, signature from checkpoint
  where unit_id = ${p('unitId')} order by size desc limit 1`

function prepareLedger({ statement, readStatement, db }: Database) {
  return {
    head: statement<OfUnit, Head>(
      (p) => sql`select position as size, hash from ledger
        where unit_id = ${p('unitId')} order by position desc limit 1`,
    ),
    key: statement<OfUnit, { ledger_key: string }>((p) => sql`select ledger_key from unit where id = ${p('unitId')}`),
    append: statement<NewLink>((p) =>
      db.insertInto('ledger').values({
        unit_id: p('unitId'),
        position: p('position'),
        response_id: p('responseId'),
        hash: p('hash'),
      }),
    ),
    newest: statement<OfUnit, CheckpointRow>(newestCheckpointQuery),
    newestCommitted: readStatement<OfUnit, CheckpointRow>(newestCheckpointQuery),
    sign: statement<OfUnit & CheckpointRow>((p) =>
      db.insertInto('checkpoint').values({
        unit_id: p('unitId'),
        size: p('size'),
        hash: p('hash'),
        day: p('day'),
        signature: p('signature'),
      }),
    ),
    link: statement<SignedLink>((p) =>
      db.insertInto('checkpoint_link').values({
        chain: p('chain'),
        size: p('size'),
        previous: p('previous'),
        reference: p('reference'),
        signature: p('signature'),
      }),
    ),
    end: statement<Pick<CheckpointLink, 'chain' | 'size'>>(
      (p) => sql`insert into chain_end (chain, size) values (${p('chain')}, ${p('size')})
        on conflict (chain) do update set size = excluded.size`,
    ),
    unsigned: statement<void, { unit_id: number }>(
      () => sql`select unit.id as unit_id from unit
        where (select coalesce(max(position), 0) from ledger where unit_id = unit.id)
          > (select coalesce(max(size), 0) from checkpoint where unit_id = unit.id)`,
    ),
  }
}
