/** How many of something may run at once. */
export interface Slots {
  /** @returns what gives the slot back, however often it is called; null when all are taken */
  take(): (() => void) | null
}

/** @param limit how many, from 1 */
export function createSlots(limit: number): Slots {
  let taken = 0
  return {
    take: () => {
      if (taken >= limit) return null
      taken += 1
      let held = true
      return () => {
        if (held) taken -= 1
        held = false
      }
    },
  }
}
