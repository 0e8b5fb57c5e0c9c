import { currentIdentity } from './identities.ts'
import { inTime } from '../clock/in-time.ts'
import { strict } from './schema.ts'
import type { Identity, KioskDatabase } from './schema.ts'

/** A disk that takes longer than this counts as failed, in milliseconds. */
const DISK_PATIENCE_MS = 5_000

/**
 * Asks the browser never to clear what the kiosk stores.
 * @returns `durable` only where it agreed and a strict transaction waits for the disk
 */
export async function askForDurableStorage(): Promise<'durable' | 'best-effort'> {
  const storage = navigator.storage
  if (!('durability' in IDBTransaction.prototype) || typeof storage?.persist !== 'function') return 'best-effort'
  return (await storage.persisted()) || (await storage.persist()) ? 'durable' : 'best-effort'
}

/** Whether a write reaches the disk now. */
export async function canStore(database: KioskDatabase): Promise<boolean> {
  try {
    const transaction = database.transaction('clock', 'readwrite', strict)
    const written = Promise.all([transaction.store.put(Date.now(), 'probe'), transaction.done])
    await inTime(written, DISK_PATIENCE_MS)
    return true
  } catch {
    return false
  }
}

/**
 * The identity that stands in the storage, asked without writing because it is asked all day.
 *
 * @returns null where there is none, undefined where the connection is dead
 */
export function keptIdentity(database: KioskDatabase): Promise<Identity | null | undefined> {
  return inTime(currentIdentity(database), DISK_PATIENCE_MS).catch(() => undefined)
}
