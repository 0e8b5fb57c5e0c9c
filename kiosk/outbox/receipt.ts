import type { Receipt } from '#contract/responses'
import { definedOnly } from '#core/text/defined-only'
import { dwellBucket, gapBucket } from '#core/ledger/buckets'
import { startOfHalfDay } from '#core/time/civil-time'
import { civilTime } from '#core/time/civil-time'
import { serverNow, tapTime } from '../clock/tap-time.ts'
import type { ClockReading } from '../clock/tap-time.ts'
import type { OutboxEntry } from './entry.ts'

/** How long a copy stays after its receipt, in milliseconds: a restored backup may need it. */
export const KEPT_MS = 30 * 24 * 60 * 60 * 1000

const timeCodes: readonly string[] = ['too_old', 'in_future']

/** One duration for each bucket of `#core/ledger/buckets`, in milliseconds. */
const dwellSteps = [0, 1_000, 3_000, 10_000, 30_000, 60_000] as const
const gapSteps = [0, 5_000, 15_000, 60_000, 300_000, 1_800_000] as const

/** What a receipt makes of the entry it names. Nothing is ever dropped here. */
export function applyReceipt(entry: OutboxEntry, receipt: Receipt, clock: ClockReading): OutboxEntry {
  // Sent again under another identity, what the server still has reads otherwise: it is counted as it was.
  const isKnown = receipt.status === 'duplicate' || (receipt.status === 'conflict' && entry.again)
  if (receipt.status === 'stored' || isKnown) return received(entry, clock)
  const issues = receipt.issues ?? []
  const onlyItsTime =
    issues.length > 0 && issues.every((issue) => issue.path === 'answeredAt' && timeCodes.includes(issue.code))
  if (receipt.status === 'rejected' && onlyItsTime && !entry.restamped) return restamp(entry, clock)
  return { ...entry, state: 'aside', settledAt: startOfHalfDay(serverNow(clock)), issues }
}

/**
 * The kept copy knows what the server keeps and no more: an exact time could be laid beside a camera, and so could
 * a chain of exact gaps. Sent again, it is the same content.
 */
function received(entry: OutboxEntry, clock: ClockReading): OutboxEntry {
  const { response } = entry
  const dwell = dwellBucket(response.dwellMs)
  const gap = gapBucket(response.gapMs)
  return {
    ...entry,
    state: 'received',
    response: {
      ...response,
      answeredAt: civilTime(startOfHalfDay(Date.parse(response.answeredAt))),
      ...definedOnly({
        dwellMs: dwell === null ? undefined : dwellSteps[dwell],
        gapMs: gap === null ? undefined : gapSteps[gap],
      }),
    },
    stamp: null,
    settledAt: startOfHalfDay(serverNow(clock)),
    issues: [],
  }
}

/** The entry stamped anew by what is known now, because the server would not have its time. */
export function restamp(entry: OutboxEntry, clock: ClockReading): OutboxEntry {
  const { stamp, tab, response } = entry
  const atMs = stamp === null ? Date.parse(response.answeredAt) : tapTime(stamp, tab, clock).atMs
  return { ...entry, restamped: true, response: { ...response, answeredAt: civilTime(atMs), uncertainTime: true } }
}

/** The entry with the time that its tap had by the server's clock, now that the kiosk has learnt that. */
export function settleTime(entry: OutboxEntry, clock: ClockReading): OutboxEntry {
  const { stamp, tab, response } = entry
  if (!entry.provisional || stamp === null) return entry
  const { atMs, uncertain } = tapTime(stamp, tab, clock)
  const uncertainTime = uncertain || undefined
  return {
    ...entry,
    provisional: false,
    response: { ...response, answeredAt: civilTime(atMs), ...definedOnly({ uncertainTime }) },
  }
}

/** The same where the server has taught no time: by the kiosk's own clock, and flagged. */
export function settleUnsurely(entry: OutboxEntry, clock: ClockReading): OutboxEntry {
  const settled = settleTime(entry, clock)
  return { ...settled, provisional: false, response: { ...settled.response, uncertainTime: true } }
}

/**
 * Records to send again because the server no longer accounts for them (a restored backup): all that had an answer,
 * above `receivedTo`. None while the first one missing is still on its way from here, because then the gap is ours.
 *
 * @param later entries of one identity with a seq above `receivedTo`, by seq
 */
export function lostByServer(later: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const first = later[0]
  if (first === undefined || first.state === 'open' || first.state === 'sealed') return []
  return later.filter((entry) => entry.state === 'received' || entry.state === 'aside')
}
