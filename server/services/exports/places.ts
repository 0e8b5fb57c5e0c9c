/** As many places as may be taken at once. */
export interface Places {
  /** @returns what gives the place back, however often it is called; null when all are taken */
  take(): (() => void) | null
}

/** @param limit how many, from 1 */
export function createPlaces(limit: number): Places {
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
