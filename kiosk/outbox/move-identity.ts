import type { KioskSetup } from '#contract/kiosk-setup'
import { startOfHalfDay } from '#core/time/civil-time'
import { inState } from './delivery.ts'
import type { OutboxEntry } from './entry.ts'
import { openCopies } from './kept-copies.ts'
import type { CopyKeys } from './kept-copies.ts'
import { allIdentities, currentIdentity, setupCopy } from './identities.ts'
import { strict } from './schema.ts'
import type { KioskDatabase, SetupCopy } from './schema.ts'

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
export async function moveIdentity(database: KioskDatabase, nowMs: number, keys: CopyKeys): Promise<void> {
  await openCopiesOfLost(database, keys)
  const transaction = database.transaction(['records', 'identities', 'current', 'setups'], 'readwrite', strict)
  const entries = transaction.objectStore('records')
  const identities = transaction.objectStore('identities')
  const setups = transaction.objectStore('setups')
  const inOrder = entries.index('identityStateSeq')
  const deviceId = (await transaction.objectStore('current').get('identity')) ?? ''
  const current = await identities.get(deviceId)
  const copy = await setups.get(deviceId)
  if (!current || current.refused || !copy) return transaction.done
  const { assignment, unit } = copy.setup
  let seq = current.lastSeq
  for (const old of await identities.getAll()) {
    if (old.deviceId === deviceId) continue
    const isLost = wasRestoredSince(copy.setup, await setups.get(old.deviceId))
    const found = [
      ...(old.refused ? await inOrder.getAll(inState(old.deviceId, 'sealed')) : []),
      ...(isLost ? await inOrder.getAll(inState(old.deviceId, 'received')) : []),
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

/** Whether the server has been restored since it gave an identity its setup. */
const wasRestoredSince = (setup: KioskSetup, old: SetupCopy | undefined): boolean =>
  Boolean(setup.restoredAt) && setup.restoredAt !== old?.setup.restoredAt

/** Lays open what was received under earlier identities and may be lost, as far as it may go to the current one. */
async function openCopiesOfLost(database: KioskDatabase, keys: CopyKeys): Promise<void> {
  const current = await currentIdentity(database)
  const copy = current && (await setupCopy(database, current.deviceId))
  if (!current || !copy || current.refused) return
  const wanted = (entry: OutboxEntry) => mayMove(entry, copy.setup.unit.code)
  for (const { deviceId: identity } of await allIdentities(database)) {
    const isLost = wasRestoredSince(copy.setup, await database.get('setups', identity))
    if (identity !== current.deviceId && isLost) await openCopies(database, keys, { identity, wanted })
  }
}
