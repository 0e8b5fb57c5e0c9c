import type { KioskDevice } from './device.svelte.ts'

/** How long between two looks for a newer setup, in milliseconds. */
const REFRESH_MS = 4 * 60_000

/** Looks for a newer setup every few minutes. @returns how to stop */
export function keepFresh(device: KioskDevice): () => void {
  const timer = setInterval(() => void device.refresh(), REFRESH_MS)
  return () => clearInterval(timer)
}
