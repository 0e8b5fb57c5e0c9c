import type { Receipt } from '#contract/responses'
import { KEPT_MS, lostByServer, settle } from './receipt.ts'
import type { ClockReading, OutboxRecord, RecordState } from './record.ts'
import { strict } from './schema.ts'
import type { KioskDatabase } from './schema.ts'

/** The most records the server takes in one envelope. */
export const BATCH_SIZE = 100

/** The records of one identity in one state, as a range of the index `identityStateSeq`. */
export function inState(identity: string, state: RecordState): IDBKeyRange {
  return IDBKeyRange.bound([identity, state, 0], [identity, state, Number.MAX_SAFE_INTEGER])
}

/** Sealed records of one identity, oldest first, at most BATCH_SIZE. */
export function nextBatch(database: KioskDatabase, identity: string): Promise<OutboxRecord[]> {
  return database.getAllFromIndex('records', 'identityStateSeq', inState(identity, 'sealed'), BATCH_SIZE)
}

/** A batch that was sent, and what the server said of it. */
export interface Answered {
  readonly batch: readonly OutboxRecord[]
  readonly receipts: readonly Receipt[]
  readonly clock: ClockReading
}

/**
 * Writes down what the receipts made of the records they name. A record without a receipt stays as it is.
 *
 * @returns how many records were settled; 0 means the reply answered nothing that was sent
 */
export async function settleBatch(database: KioskDatabase, { batch, receipts, clock }: Answered): Promise<number> {
  const named = new Map(receipts.flatMap((receipt) => (receipt.id === null ? [] : [[receipt.id, receipt] as const])))
  const transaction = database.transaction('records', 'readwrite', strict)
  let settled = 0
  for (const sent of batch) {
    const receipt = named.get(sent.id)
    const record = receipt && (await transaction.store.get(sent.id))
    if (receipt === undefined || record?.state !== 'sealed') continue
    await transaction.store.put(settle(record, receipt, clock))
    settled += 1
  }
  await transaction.done
  return settled
}

/** Puts what the server no longer accounts for back among the sealed ones. @returns how many */
export async function sendAgain(database: KioskDatabase, identity: string, receivedTo: number): Promise<number> {
  const transaction = database.transaction('records', 'readwrite', strict)
  const above = IDBKeyRange.bound([identity, receivedTo + 1], [identity, Number.MAX_SAFE_INTEGER])
  const lost = lostByServer(await transaction.store.index('identitySeq').getAll(above))
  await Promise.all(lost.map((record) => transaction.store.put({ ...record, state: 'sealed', settledAt: null })))
  await transaction.done
  return lost.length
}

/** Forgets copies received more than 30 days before `nowMs`. What is set aside stays. */
export async function forgetOldCopies(database: KioskDatabase, nowMs: number): Promise<void> {
  const transaction = database.transaction('records', 'readwrite')
  const copies = await transaction.store.index('state').getAll('received')
  const old = copies.filter(({ settledAt }) => settledAt !== null && settledAt < nowMs - KEPT_MS)
  await Promise.all(old.map((record) => transaction.store.delete(record.id)))
  await transaction.done
}

/** How many records wait for a receipt, and how many the server would not have. */
export async function countWaiting(database: KioskDatabase): Promise<{ waiting: number; aside: number }> {
  const index = database.transaction('records').store.index('state')
  const [open, sealed, aside] = await Promise.all([index.count('open'), index.count('sealed'), index.count('aside')])
  return { waiting: open + sealed, aside }
}
