import type { Issue } from '#contract/errors'
import type { SubmittedResponse } from '#contract/responses'
import type { Stamp } from '../clock/tap-time.ts'

/**
 * `open`: the citizen may still change it. `sealed`: never changes, waits to be sent. `received`: the server named it
 * in a receipt; the copy stays 30 days. `aside`: no server or identity would have it; kept for staff, never dropped.
 */
export type EntryState = 'open' | 'sealed' | 'received' | 'aside'

/** A rating as the kiosk keeps it, around the response as it is sent. */
export interface OutboxEntry {
  readonly id: string
  readonly seq: number
  /** The device identity it is sent with: the one it was taken under, or the next once that one is refused. */
  readonly identity: string
  /** Code of the unit it was taken in; absent in entries from before it was kept. */
  readonly unit?: string
  readonly state: EntryState
  /** The page that took it: while that page lives, nobody else seals its open entry. */
  readonly tab: string
  readonly response: SubmittedResponse
  readonly stamp: Stamp | null
  /** Its time is that of a clock that was not held against the server's yet; it is not sent before that. */
  readonly provisional?: boolean
  /** It was rejected for its time once, and stamped anew. */
  readonly restamped: boolean
  /** It goes under another identity now; the server may have it from the one before, receipt or none. */
  readonly again?: boolean
  /** Start of the half-day in which the receipt came, epoch milliseconds; null before. */
  readonly settledAt: number | null
  readonly issues: readonly Issue[]
}
