import { startOfHalfDay } from '#core/time/civil-time'
import { inState } from './delivery.ts'
import type { OutboxEntry } from './entry.ts'
import { strict } from './schema.ts'
import type { KioskDatabase } from './schema.ts'

/** Where an entry goes that its own identity can no longer send. */
export interface NewSender {
  readonly identity: string
  readonly seq: number
  readonly assignment: string
  /** Code of the unit the identity belongs to. */
  readonly unit: string
}

/** Whether the entry may go there: ratings never change unit. One that kept no unit counts as of the same. */
export function mayMove(entry: OutboxEntry, unit: string): boolean {
  return entry.unit === undefined || entry.unit === unit
}

/** The entry under another identity. Its id stays: the server counts an id once within a unit. */
export function moved(entry: OutboxEntry, { identity, seq, assignment, unit }: NewSender): OutboxEntry {
  const response = { ...entry.response, seq, assignment }
  return { ...entry, state: 'sealed', settledAt: null, again: true, identity, seq, unit, response }
}

/**
 * Gives what waits under refused identities to the current one, all of it or nothing. What was taken in another unit
 * is set aside for staff. Does nothing while the current identity is refused itself or has no setup yet.
 *
 * A server restored from a backup may have lost what it acknowledged, and the device with it: copies kept under
 * identities whose setup did not know of that restore go to the current one too.
 *
 * @param nowMs epoch milliseconds by the server's clock
 */
export async function moveIdentity(database: KioskDatabase, nowMs: number): Promise<void> {
  const transaction = database.transaction(['records', 'identities', 'current', 'setups'], 'readwrite', strict)
  const entries = transaction.objectStore('records')
  const identities = transaction.objectStore('identities')
  const setups = transaction.objectStore('setups')
  const inOrder = entries.index('identityStateSeq')
  const deviceId = (await transaction.objectStore('current').get('identity')) ?? ''
  const current = await identities.get(deviceId)
  const copy = await setups.get(deviceId)
  if (!current || current.refused || !copy) return transaction.done
  const { assignment, unit, restoredAt } = copy.setup
  let seq = current.lastSeq
  for (const old of await identities.getAll()) {
    if (old.deviceId === deviceId) continue
    const restoreKnown = (await setups.get(old.deviceId))?.setup.restoredAt
    const found = [
      ...(old.refused ? await inOrder.getAll(inState(old.deviceId, 'sealed')) : []),
      ...(restoredAt && restoredAt !== restoreKnown ? await inOrder.getAll(inState(old.deviceId, 'received')) : []),
    ]
    for (const entry of found) {
      if (mayMove(entry, unit.code)) {
        seq += 1
        await entries.put(moved(entry, { identity: deviceId, seq, assignment, unit: unit.code }))
      } else if (entry.state === 'sealed') {
        const issues = [{ path: 'assignment', code: 'other_unit' }]
        await entries.put({ ...entry, state: 'aside', settledAt: startOfHalfDay(nowMs), issues })
      }
    }
  }
  if (seq > current.lastSeq) await identities.put({ ...current, lastSeq: seq })
  await transaction.done
}
