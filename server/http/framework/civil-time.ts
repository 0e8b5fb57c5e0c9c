const OFFSET_MS = 7 * 60 * 60_000

/** A moment as ISO text in the civil time of Vietnam, such as 2026-11-20T08:31:07+07:00. */
export function civilTime(epochMs: number): string {
  return `${new Date(epochMs + OFFSET_MS).toISOString().slice(0, 19)}+07:00`
}
