import { describe, expect, it } from 'vitest'
import type { Issue } from '#contract/errors'
import { dwellBucket, gapBucket } from '#core/ledger/buckets'
import { lostByServer, applyReceipt } from '../../../kiosk/outbox/receipt.ts'
import type { ClockReading } from '../../../kiosk/clock/tap-time.ts'
import type { OutboxEntry } from '../../../kiosk/outbox/entry.ts'

const id = '019ab000-0000-7000-8000-000000000001'
const tappedAt = Date.parse('2026-11-20T08:31:07+07:00')
const clock: ClockReading = { deviceMs: tappedAt + 90_000, monotonicMs: 190_000, offsetMs: 0, tab: 'this' }

const entry = (change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id,
  seq: 42,
  identity: 'device-1',
  state: 'sealed',
  tab: 'this',
  response: {
    ...{ id, seq: 42, questionnaire: 'quay-nhanh@1', answers: { overall: 2 }, reasons: ['cho-doi'] },
    ...{ answeredAt: '2026-11-20T08:31:07+07:00', dwellMs: 5_432, gapMs: 61_234 },
  },
  stamp: { deviceMs: tappedAt, monotonicMs: 100_000 },
  restamped: false,
  settledAt: null,
  issues: [],
  ...change,
})
const tooOld: Issue = { path: 'answeredAt', code: 'too_old' }

describe('a receipt', () => {
  it.each(['stored', 'duplicate'] as const)(
    'that says %s makes the entry a copy of what the server keeps',
    (status) => {
      const kept = applyReceipt(entry(), { id, status }, clock)
      expect(kept).toMatchObject({ state: 'received', stamp: null, settledAt: Date.parse('2026-11-20T00:00:00+07:00') })
      expect(kept.response).toEqual({
        ...entry().response,
        answeredAt: '2026-11-20T00:00:00+07:00',
        dwellMs: 3_000,
        gapMs: 60_000,
      })
    },
  )

  it.each([0, 999, 1_000, 4_999, 5_000, 29_999, 30_000, 299_999, 300_000, 9_999_999])(
    'leaves in the copy durations of the same bucket as %i ms, so that sent again it is the same content',
    (ms) => {
      const sent = entry()
      const { response } = applyReceipt(
        { ...sent, response: { ...sent.response, dwellMs: ms, gapMs: ms } },
        { id, status: 'stored' },
        clock,
      )
      expect(dwellBucket(response.dwellMs)).toBe(dwellBucket(ms))
      expect(gapBucket(response.gapMs)).toBe(gapBucket(ms))
    },
  )

  it('leaves a gap unknown that was unknown', () => {
    const sent = entry()
    const kept = applyReceipt({ ...sent, response: { ...sent.response, gapMs: null } }, { id, status: 'stored' }, clock)
    expect(kept.response.gapMs).toBeNull()
  })

  it.each([
    ['conflict', []],
    ['conflict', [tooOld]],
    ['rejected', []],
    ['rejected', [{ path: 'area', code: 'unknown_area' }]],
    ['rejected', [tooOld, { path: 'area', code: 'unknown_area' }]],
    ['rejected', [{ path: 'answeredAt', code: 'invalid' }]],
  ] as const)('that says %s with %o sets the entry aside, unchanged', (status, issues) => {
    const kept = applyReceipt(entry(), { id, status, issues: [...issues] }, clock)
    expect(kept).toEqual({ ...entry(), state: 'aside', settledAt: kept.settledAt, issues })
  })
})

describe('a copy sent again under another identity', () => {
  it.each(['duplicate', 'conflict'] as const)('that the restored server still has is accounted for (%s)', (status) => {
    expect(applyReceipt(entry({ again: true }), { id, status }, clock)).toMatchObject({ state: 'received' })
  })

  it('is set aside when it is rejected', () => {
    expect(applyReceipt(entry({ again: true }), { id, status: 'rejected', issues: [] }, clock).state).toBe('aside')
  })
})

describe('an entry rejected for its time', () => {
  const rejected = (of: OutboxEntry, at: ClockReading, code = 'too_old') =>
    applyReceipt(of, { id, status: 'rejected', issues: [{ path: 'answeredAt', code }] }, at)

  it.each(['too_old', 'in_future'])('is stamped anew and waits to be sent again (%s)', (code) => {
    const again = rejected(entry(), clock, code)
    expect(again).toMatchObject({ state: 'sealed', restamped: true, id, seq: 42 })
    expect(again.response.uncertainTime).toBe(true)
  })

  it('is stamped by the monotonic clock of the page that took it, whatever the device clock did since', () => {
    const lost = entry({ stamp: { deviceMs: 0, monotonicMs: 100_000 } })
    const corrected = { ...clock, deviceMs: tappedAt + 60_000, monotonicMs: 160_000, offsetMs: 0 }
    expect(rejected(lost, corrected).response.answeredAt).toBe('2026-11-20T08:31:07+07:00')
  })

  it('is stamped by the learnt offset after a restart', () => {
    const behind = entry({ tab: 'before', stamp: { deviceMs: tappedAt - 3_600_000, monotonicMs: 5 } })
    const learnt = { ...clock, offsetMs: 3_600_000 }
    expect(rejected(behind, learnt).response.answeredAt).toBe('2026-11-20T08:31:07+07:00')
  })

  it('is set aside when it is rejected a second time', () => {
    expect(rejected(entry({ restamped: true }), clock)).toMatchObject({ state: 'aside', issues: [tooOld] })
  })
})

describe('lostByServer', () => {
  const states = (...list: readonly OutboxEntry['state'][]) =>
    list.map((state, index) => entry({ id: String(index), seq: 10 + index, state }))

  it('names every entry that once had an answer', () => {
    const lost = lostByServer(states('received', 'aside', 'sealed', 'received', 'open'))
    expect(lost.map(({ seq }) => seq)).toEqual([10, 11, 13])
  })

  it.each([['open'], ['sealed']] as const)('names none while the first missing one is %s here', (state) => {
    expect(lostByServer(states(state, 'received'))).toEqual([])
  })

  it('names none where nothing is missing', () => {
    expect(lostByServer([])).toEqual([])
  })
})
