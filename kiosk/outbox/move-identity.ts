import { startOfHalfDay } from '#core/time/civil-time'
import { inState } from './delivery.ts'
import type { OutboxRecord } from './record.ts'
import { strict } from './schema.ts'
import type { KioskDatabase } from './schema.ts'

/** Where a record goes that its own identity can no longer send. */
export interface Address {
  readonly identity: string
  readonly seq: number
  readonly assignment: string
  /** Code of the unit the identity belongs to. */
  readonly unit: string
}

/** Whether the record may go there: ratings never change unit. One that kept no unit counts as of the same. */
export function mayMove(record: OutboxRecord, unit: string): boolean {
  return record.unit === undefined || record.unit === unit
}

/** The record under another identity. Its id stays: the server counts an id once within a unit. */
export function moved(record: OutboxRecord, { identity, seq, assignment, unit }: Address): OutboxRecord {
  const response = { ...record.response, seq, assignment }
  return { ...record, state: 'sealed', settledAt: null, again: true, identity, seq, unit, response }
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
export async function readdressRefused(database: KioskDatabase, nowMs: number): Promise<void> {
  const transaction = database.transaction(['records', 'identities', 'current', 'setups'], 'readwrite', strict)
  const [records, identities] = [transaction.objectStore('records'), transaction.objectStore('identities')]
  const [setups, inOrder] = [transaction.objectStore('setups'), records.index('identityStateSeq')]
  const deviceId = (await transaction.objectStore('current').get('identity')) ?? ''
  const current = await identities.get(deviceId)
  const copy = await setups.get(deviceId)
  if (!current || current.refused || !copy) return transaction.done
  const { assignment, unit, restoredAt } = copy.setup
  let seq = current.lastSeq
  for (const old of await identities.getAll()) {
    if (old.deviceId === deviceId) continue
    const knew = (await setups.get(old.deviceId))?.setup.restoredAt
    const found = [
      ...(old.refused ? await inOrder.getAll(inState(old.deviceId, 'sealed')) : []),
      ...(restoredAt && restoredAt !== knew ? await inOrder.getAll(inState(old.deviceId, 'received')) : []),
    ]
    for (const record of found) {
      if (mayMove(record, unit.code)) {
        seq += 1
        await records.put(moved(record, { identity: deviceId, seq, assignment, unit: unit.code }))
      } else if (record.state === 'sealed') {
        const issues = [{ path: 'assignment', code: 'other_unit' }]
        await records.put({ ...record, state: 'aside', settledAt: startOfHalfDay(nowMs), issues })
      }
    }
  }
  if (seq > current.lastSeq) await identities.put({ ...current, lastSeq: seq })
  await transaction.done
}
