import { canStore } from '../outbox/storage.ts'
import type { KioskDevice } from './device.svelte.ts'

/** How often it is tried whether something can be stored again, in milliseconds. */
const RECOVERY_MS = 10_000

/** Calls `onrecovered` once a rating can be stored again. @returns how to stop */
export function watchRecovery(device: KioskDevice, onrecovered: () => void): () => void {
  const look = async () => {
    if ((await device.heal()) && (await canStore(await device.database()))) onrecovered()
  }
  const timer = setInterval(() => void look(), RECOVERY_MS)
  return () => clearInterval(timer)
}
