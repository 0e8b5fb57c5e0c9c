const SEVEN_HOURS_MS = 7 * 60 * 60 * 1000

/** A moment as the civil time of Vietnam with its offset, whole seconds: `2026-11-20T08:31:07+07:00`. */
export function civilTimestamp(epochMs: number): string {
  return `${new Date(epochMs + SEVEN_HOURS_MS).toISOString().slice(0, 19)}+07:00`
}
