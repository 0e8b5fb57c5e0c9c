import type { Receipt } from '#contract/responses'
import { dwellBucket, gapBucket } from '#core/ledger/buckets'
import { startOfHalfDay } from '#core/time/civil-time'
import { civilTime } from '#core/time/civil-time'
import { serverNow } from './record.ts'
import type { ClockReading, OutboxRecord } from './record.ts'

/** How long a copy stays after its receipt, in milliseconds: a restored backup may need it. */
export const KEPT_MS = 30 * 24 * 60 * 60 * 1000

const timeCodes: readonly string[] = ['too_old', 'in_future']

/** One duration for each bucket of `#core/buckets`, in milliseconds. */
const dwellSteps = [0, 1_000, 3_000, 10_000, 30_000, 60_000] as const
const gapSteps = [0, 5_000, 15_000, 60_000, 300_000, 1_800_000] as const

/** What a receipt makes of the record it names. Nothing is ever dropped here. */
export function settle(record: OutboxRecord, receipt: Receipt, clock: ClockReading): OutboxRecord {
  // Sent again under another identity, what the server still has reads otherwise: it is counted as it was.
  const isKnown = receipt.status === 'duplicate' || (receipt.status === 'conflict' && record.again)
  if (receipt.status === 'stored' || isKnown) return received(record, clock)
  const issues = receipt.issues ?? []
  const onlyItsTime =
    issues.length > 0 && issues.every((issue) => issue.path === 'answeredAt' && timeCodes.includes(issue.code))
  if (receipt.status === 'rejected' && onlyItsTime && !record.restamped) return restamp(record, clock)
  return { ...record, state: 'aside', settledAt: startOfHalfDay(serverNow(clock)), issues }
}

/**
 * The kept copy knows what the server keeps and no more: an exact time could be laid beside a camera, and so could
 * a chain of exact gaps. Sent again, it is the same content.
 */
function received(record: OutboxRecord, clock: ClockReading): OutboxRecord {
  const { response } = record
  const dwell = dwellBucket(response.dwellMs)
  const gap = gapBucket(response.gapMs)
  return {
    ...record,
    state: 'received',
    response: {
      ...response,
      answeredAt: civilTime(startOfHalfDay(Date.parse(response.answeredAt))),
      ...(dwell !== null && { dwellMs: dwellSteps[dwell] }),
      ...(gap !== null && { gapMs: gapSteps[gap] }),
    },
    stamp: null,
    settledAt: startOfHalfDay(serverNow(clock)),
    issues: [],
  }
}

/**
 * The time of the tap by what is known now. In the page that took it the monotonic clock tells how long ago it was,
 * whatever someone did to the device's clock since; after a restart only the learnt offset is left.
 */
export function restamp(record: OutboxRecord, clock: ClockReading): OutboxRecord {
  const { stamp } = record
  const answeredAt =
    stamp === null
      ? Date.parse(record.response.answeredAt)
      : record.tab === clock.tab
        ? serverNow(clock) - (clock.monotonicMs - stamp.monotonicMs)
        : stamp.deviceMs + clock.offsetMs
  return {
    ...record,
    restamped: true,
    response: { ...record.response, answeredAt: civilTime(answeredAt), uncertainTime: true },
  }
}

/**
 * Records to send again because the server no longer accounts for them (a restored backup): all that had an answer,
 * above `receivedTo`. None while the first one missing is still on its way from here, for then the gap is ours.
 *
 * @param later records of one identity with a seq above `receivedTo`, by seq
 */
export function lostByServer(later: readonly OutboxRecord[]): readonly OutboxRecord[] {
  const first = later[0]
  if (first === undefined || first.state === 'open' || first.state === 'sealed') return []
  return later.filter((record) => record.state === 'received' || record.state === 'aside')
}
