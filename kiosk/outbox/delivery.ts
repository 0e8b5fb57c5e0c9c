import type { Receipt } from '#contract/responses'
import type { ClockReading } from '../clock/tap-time.ts'
import { KEPT_MS, lostByServer, applyReceipt, settleTime, settleUnsurely } from './receipt.ts'
import type { OutboxEntry, EntryState } from './entry.ts'
import { openCopies } from './kept-copies.ts'
import type { CopyKeys } from './kept-copies.ts'
import { strict } from './schema.ts'
import type { Identity, KioskDatabase } from './schema.ts'

/** The most entries the server takes in one envelope. */
export const BATCH_SIZE = 100

/** The entries of one identity in one state, as a range of the index `identityStateSeq`. */
export function inState(identity: string, state: EntryState): IDBKeyRange {
  return IDBKeyRange.bound([identity, state, 0], [identity, state, Number.MAX_SAFE_INTEGER])
}

/** Sealed entries of one identity whose time is settled, oldest first, at most BATCH_SIZE. */
export async function nextBatch(database: KioskDatabase, identity: string): Promise<OutboxEntry[]> {
  const range = inState(identity, 'sealed')
  const entries = await database.getAllFromIndex('records', 'identityStateSeq', range, BATCH_SIZE)
  return entries.filter(({ provisional }) => !provisional)
}

/**
 * Settles the times of what was tapped before the server had told the time: what this page took, and what pages took
 * that are gone. A page that lives settles its own, because it alone has the monotonic clock they were stamped by.
 */
export async function settleTimes(
  database: KioskDatabase,
  clock: ClockReading,
  livingTabs: ReadonlySet<string>,
): Promise<void> {
  const transaction = database.transaction('records', 'readwrite', strict)
  for (const entry of await transaction.store.index('state').getAll('sealed')) {
    const isSettledHere = entry.tab === clock.tab || !livingTabs.has(entry.tab)
    if (entry.provisional && isSettledHere) await transaction.store.put(settleTime(entry, clock))
  }
  await transaction.done
}

/** Settles the times of all that waits for one, whichever page took it, by what is known now: each of them is flagged. */
export async function settleAllUnsurely(database: KioskDatabase, clock: ClockReading): Promise<void> {
  const transaction = database.transaction('records', 'readwrite', strict)
  for (const entry of await transaction.store.index('state').getAll('sealed'))
    if (entry.provisional) await transaction.store.put(settleUnsurely(entry, clock))
  await transaction.done
}

/** A batch that was sent, and what the server said of it. */
export interface AnsweredBatch {
  readonly batch: readonly OutboxEntry[]
  readonly receipts: readonly Receipt[]
  readonly clock: ClockReading
  /** That clock has learnt the server's time. */
  readonly isSure: boolean
}

/**
 * Writes down what the receipts made of the entries they name. An entry without a receipt stays as it is.
 *
 * @returns how many entries were settled; 0 means the reply answered nothing that was sent
 */
export async function applyReceipts(
  database: KioskDatabase,
  { batch, receipts, clock, isSure }: AnsweredBatch,
): Promise<number> {
  const named = new Map(receipts.flatMap((receipt) => (receipt.id === null ? [] : [[receipt.id, receipt] as const])))
  const transaction = database.transaction('records', 'readwrite', strict)
  let settled = 0
  for (const sent of batch) {
    const receipt = named.get(sent.id)
    const entry = receipt && (await transaction.store.get(sent.id))
    if (receipt === undefined || entry?.state !== 'sealed') continue
    const answered = applyReceipt(entry, receipt, clock)
    // Refused for its time by a server that is certain of it again: its time is settled once that was learnt.
    const provisional = answered.state === 'sealed' && answered.stamp !== null && !isSure
    await transaction.store.put(provisional ? { ...answered, provisional } : answered)
    settled += 1
  }
  await transaction.done
  return settled
}

/** What the server said of an identity: every number of it up to `receivedTo` has come. */
export interface AccountedFor {
  readonly receivedTo: number
  readonly keys: CopyKeys
}

/** Puts what the server no longer accounts for back among the sealed ones. @returns how many */
export async function sendAgain(
  database: KioskDatabase,
  { deviceId, lastSeq }: Identity,
  { receivedTo, keys }: AccountedFor,
): Promise<number> {
  if (receivedTo >= lastSeq) return 0
  const above = IDBKeyRange.bound([deviceId, receivedTo + 1], [deviceId, Number.MAX_SAFE_INTEGER])
  const [next] = await database.getAllFromIndex('records', 'identitySeq', above, 1)
  // On its way from here, as on any day: to read all copies for that would take too long.
  if (next?.seq === receivedTo + 1 && lostByServer([next]).length === 0) return 0
  if (!(await openCopies(database, keys, { identity: deviceId, wanted: ({ seq }) => seq > receivedTo }))) return 0
  const transaction = database.transaction('records', 'readwrite', strict)
  const lost = lostByServer(await transaction.store.index('identitySeq').getAll(above))
  await Promise.all(lost.map((entry) => transaction.store.put({ ...entry, state: 'sealed', settledAt: null })))
  await transaction.done
  return lost.length
}

/** Forgets copies received more than 30 days before `nowMs`, hidden or open. What is set aside stays. */
export async function forgetOldCopies(database: KioskDatabase, nowMs: number): Promise<void> {
  const transaction = database.transaction(['records', 'copies'], 'readwrite')
  const entries = transaction.objectStore('records')
  const copies = transaction.objectStore('copies')
  const open = await entries.index('state').getAll('received')
  const old = open.filter(({ settledAt }) => settledAt !== null && settledAt < nowMs - KEPT_MS)
  const hidden = await copies.index('settledAt').getAllKeys(IDBKeyRange.upperBound(nowMs - KEPT_MS, true))
  await Promise.all([...old.map(({ id }) => entries.delete(id)), ...hidden.map((id) => copies.delete(id))])
  await transaction.done
}

/** How many entries wait for a receipt, and how many the server would not have. */
export async function countWaiting(database: KioskDatabase): Promise<{ waiting: number; aside: number }> {
  const index = database.transaction('records').store.index('state')
  const [open, sealed, aside] = await Promise.all([index.count('open'), index.count('sealed'), index.count('aside')])
  return { waiting: open + sealed, aside }
}
