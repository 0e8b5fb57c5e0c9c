import { isOpenAt } from '../time/opening-hours.ts'
import type { OpeningHours } from '../time/opening-hours.ts'
import { civilDate, civilMinutes } from '../time/civil-time.ts'

/** How long a kiosk may be quiet while the office is open before somebody should look, in milliseconds. */
export const SILENCE_MS = 15 * 60_000

/** Sequence numbers from `from` to `to`, both inclusive. */
export interface SequenceRange {
  readonly from: number
  readonly to: number
}

const MINUTE_MS = 60_000

/**
 * Whether a kiosk ought to have been heard of: since it last was, the office has been open for a quarter of an hour. It
 * stays so after hours, or a kiosk that fell silent in the morning would pass for one that was put out in the evening.
 *
 * @param heardMs when it was last heard of, or paired; both times in milliseconds since 1970
 */
export function isSilent(hours: OpeningHours, heardMs: number, nowMs: number): boolean {
  let openMs = 0
  for (let ms = heardMs; ms < nowMs && openMs < SILENCE_MS; ms += MINUTE_MS)
    if (isOpenAt(hours, civilDate(ms), civilMinutes(ms))) openMs += MINUTE_MS
  return openMs >= SILENCE_MS
}

/**
 * Of the numbers that have not arrived, those that cannot be on their way: a kiosk sends in order, so what it still
 * holds are the last of them.
 *
 * @param absent in order, not overlapping
 * @param waiting how many records the kiosk says it holds
 */
export function missingRanges(absent: readonly SequenceRange[], waiting: number): readonly SequenceRange[] {
  const missing: SequenceRange[] = []
  let left = waiting
  for (const { from, to } of [...absent].reverse()) {
    const last = to - left
    left = Math.max(0, left - (to - from + 1))
    if (last >= from) missing.unshift({ from, to: last })
  }
  return missing
}

/** What may have gone with a kiosk that fell silent and whose counter was paired anew. */
export interface PossibleLoss {
  /** Numbers that it had given out and that never arrived; 0: none is known of. */
  readonly count: number
  /** When it was last heard of, ISO; null: never. */
  readonly from: string | null
  /** When a kiosk was paired anew at its counter, ISO. */
  readonly to: string
}

/** Kiosks are heard of every minute: one that is paired anew within two had nothing to lose that is not known. */
const UNHEARD_MS = 2 * 60_000

/**
 * A browser whose data were cleared is a new kiosk, and what the old one held is gone unseen: all that is known of it
 * is what it said while it could.
 *
 * @param absent the numbers it had given out that have not arrived, whether it said that it still held them or not
 * @returns null where no kiosk was paired there since, or where nothing can have been tapped in between
 */
export function possibleLoss({
  absent,
  heardAt,
  pairedAgainAt,
}: {
  readonly absent: readonly SequenceRange[]
  readonly heardAt: string | null
  readonly pairedAgainAt: string | null
}): PossibleLoss | null {
  if (pairedAgainAt === null) return null
  const count = absent.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const wasUnheard = heardAt !== null && Date.parse(pairedAgainAt) - Date.parse(heardAt) > UNHEARD_MS
  return count > 0 || wasUnheard ? { count, from: heardAt, to: pairedAgainAt } : null
}

/**
 * The name of the next kiosk at a counter: the counter's own, then `Quầy 1 (thiết bị 2)` and so on, for two kiosks at
 * one counter must be told apart.
 *
 * @param taken names in use in the unit
 */
export function deviceNameAt(counter: string, taken: readonly string[]): string {
  const names = [counter, ...taken.map((_, index) => `${counter} (thiết bị ${index + 2})`)]
  return names.find((name) => !taken.includes(name)) ?? counter
}

/** Whether the name is one that `deviceNameAt` gives at that counter, not one that a person chose. */
export function isNameAt(counter: string, name: string): boolean {
  return name === counter || (name.startsWith(`${counter} (thiết bị `) && /\(thiết bị \d+\)$/.test(name))
}
