import type { HeldCheckpoint } from '#contract/devices'
import type { KioskSetup } from '#contract/kiosk-setup'
import { fields, filled, hash, whole } from '../server/shapes.ts'
import { strict } from './schema.ts'
import type { KioskDatabase } from './schema.ts'

const KEY = 'checkpoint'
const RESTORED = 'checkpoint.restoredAt'

/**
 * Keeps the checkpoint of a setup where it is the newest yet: one of an older ledger never takes its place, so that a
 * server with less than it once had is found out. After a restore the server has said itself that it has less.
 */
export async function keepCheckpoint(database: KioskDatabase, setup: KioskSetup): Promise<void> {
  const { checkpoint, unit } = setup
  if (!checkpoint) return
  const restoredAt = setup.restoredAt ?? ''
  const transaction = database.transaction('current', 'readwrite', strict)
  const held = read(await transaction.store.get(KEY))
  const isSameLedger = held?.unit === unit.code && (await transaction.store.get(RESTORED)) === restoredAt
  if (!isSameLedger || held.size < checkpoint.size) {
    const next = { unit: unit.code, size: checkpoint.size, hash: checkpoint.hash }
    await transaction.store.put(JSON.stringify(next), KEY)
    await transaction.store.put(restoredAt, RESTORED)
  }
  await transaction.done
}

/** The newest checkpoint that this kiosk was given; null before the first. */
export async function heldCheckpoint(database: KioskDatabase): Promise<HeldCheckpoint | null> {
  return read(await database.get('current', KEY))
}

const isHeld = (value: unknown): value is HeldCheckpoint => fields({ unit: filled, size: whole, hash })(value)

function read(kept: string | undefined): HeldCheckpoint | null {
  const value: unknown = kept === undefined ? null : JSON.parse(kept)
  return isHeld(value) ? value : null
}
