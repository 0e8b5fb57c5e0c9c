import type { SubmittedResponse } from '#contract/responses'
import { civilTime } from '#core/time/civil-time'
import type { Stamp } from '../clock/tap-time.ts'
import type { OutboxEntry } from './entry.ts'
import { RANDOM_BYTES, responseId } from './response-id.ts'
import { strict } from './schema.ts'
import type { KioskDatabase } from './schema.ts'

/** A tap on a face, with all that is known at that moment. */
export interface Tap {
  readonly identity: string
  /** Code of the unit the citizen stands in. */
  readonly unit: string
  readonly tab: string
  readonly stamp: Stamp
  /** When it is by the server's clock, as well as the kiosk knows it, in epoch milliseconds. */
  readonly answeredAtMs: number
  /** That is not certain: the time is settled once the server has told its own. */
  readonly provisional: boolean
  readonly response: Omit<SubmittedResponse, 'id' | 'seq' | 'answeredAt'>
}

/** What a citizen may still change while the entry is open. */
export type Amendment = Partial<Pick<SubmittedResponse, 'answers' | 'reasons' | 'language'>>

/**
 * Stores the rating as `open`, its sequence number allotted in the same transaction, so that no number is ever used
 * twice or left out.
 *
 * @returns the entry's id once it is on the disk; throws when it could not be stored
 */
export async function storeRating(database: KioskDatabase, tap: Tap): Promise<string> {
  const { answeredAtMs } = tap
  const transaction = database.transaction(['records', 'identities'], 'readwrite', strict)
  const identity = await transaction.objectStore('identities').get(tap.identity)
  if (identity === undefined) throw new Error(`no identity ${tap.identity} to rate under`)
  const id = responseId(answeredAtMs, crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)))
  const seq = identity.lastSeq + 1
  const entry: OutboxEntry = {
    id,
    seq,
    identity: tap.identity,
    unit: tap.unit,
    state: 'open',
    tab: tap.tab,
    response: { ...tap.response, id, seq, answeredAt: civilTime(answeredAtMs) },
    stamp: tap.stamp,
    provisional: tap.provisional,
    restamped: false,
    settledAt: null,
    issues: [],
  }
  await Promise.all([
    transaction.objectStore('records').add(entry),
    transaction.objectStore('identities').put({ ...identity, lastSeq: seq }),
    transaction.done,
  ])
  return id
}

/** Changes the entry while it is open; one that was sealed meanwhile stays as it is. */
export async function amendRating(database: KioskDatabase, id: string, amendment: Amendment): Promise<void> {
  await changeOpen(database, id, (entry) => ({ ...entry, response: { ...entry.response, ...amendment } }))
}

/** Seals the entry, with a last amendment in the same transaction. From here on it never changes. */
export async function sealRating(database: KioskDatabase, id: string, amendment: Amendment = {}): Promise<void> {
  await changeOpen(database, id, (entry) => ({
    ...entry,
    state: 'sealed',
    response: { ...entry.response, ...amendment },
  }))
}

async function changeOpen(database: KioskDatabase, id: string, change: (entry: OutboxEntry) => OutboxEntry) {
  const transaction = database.transaction('records', 'readwrite', strict)
  const entry = await transaction.store.get(id)
  if (entry?.state === 'open') await transaction.store.put(change(entry))
  await transaction.done
}

/** Seals open entries whose page is gone: it was closed, or the power was cut. The tap was the rating. */
export async function sealAbandoned(database: KioskDatabase, livingTabs: ReadonlySet<string>): Promise<void> {
  const transaction = database.transaction('records', 'readwrite', strict)
  const open = await transaction.store.index('state').getAll('open')
  const abandoned = open.filter((entry) => !livingTabs.has(entry.tab))
  await Promise.all(abandoned.map((entry) => transaction.store.put({ ...entry, state: 'sealed' })))
  await transaction.done
}
