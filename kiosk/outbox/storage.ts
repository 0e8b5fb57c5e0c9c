import { strict } from './schema.ts'
import type { KioskDatabase } from './schema.ts'

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
    await Promise.all([transaction.store.put(Date.now(), 'probe'), transaction.done])
    return true
  } catch {
    return false
  }
}
