import { describe, expect, it } from 'vitest'
import type { KioskSetup } from '#contract/kiosk-setup'
import { retryRefused } from '../../../kiosk/outbox/retry-refused.ts'
import type { OutboxEntry } from '../../../kiosk/outbox/entry.ts'
import { officeSetup } from '../../e2e/kiosk/support/kiosk-setup.ts'

const restored = officeSetup({
  assignment: 'a8',
  restoredAt: '2026-11-20T01:00:00.000Z',
  procedures: [{ code: '1.013978', area: 'dat-dai', label: { vi: 'Cấp giấy chứng nhận', en: 'Certificate' } }],
})
const without = (change: Partial<KioskSetup>): KioskSetup => ({ ...restored, ...change })

const aside = (codes: readonly string[], change: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: '019ab000-0000-7000-8000-000000000001',
  seq: 42,
  identity: 'device-1',
  unit: restored.unit.code,
  state: 'aside',
  tab: 'this',
  response: {
    ...{ id: '019ab000-0000-7000-8000-000000000001', seq: 42, questionnaire: 'quay-nhanh@1', answers: { overall: 2 } },
    ...{ assignment: 'a7', area: 'dat-dai', procedure: '1.013978', answeredAt: '2026-11-20T08:31:07+07:00' },
  },
  stamp: null,
  restamped: false,
  settledAt: Date.parse('2026-11-21T00:00:00+07:00'),
  issues: codes.map((code) => ({ path: '', code })),
  ...change,
})

const morning = Date.parse('2026-11-21T08:00:00+07:00')
/** Within the same half-day; of the setup alone it depends whether it goes again. */
const retried = (entry: OutboxEntry, setup: KioskSetup, nowMs = morning) => retryRefused(entry, setup, nowMs)

describe('a rating set aside because the server did not know', () => {
  it.each([
    ['its area', 'unknown_area', without({ areas: [] })],
    ['its procedure', 'unknown_procedure', without({ procedures: [] })],
    ['its questionnaire', 'unknown_questionnaire', without({ questionnaires: [] })],
  ])('%s goes again as it was, once the setup names that', (_, code, unknowing) => {
    const entry = aside([code])
    expect(retried(entry, unknowing)).toBeNull()
    expect(retried(entry, restored)).toEqual({ ...entry, state: 'sealed', settledAt: null, issues: [] })
  })

  it.each([
    ['area', 'unknown_area', true],
    ['procedure', 'unknown_procedure', true],
    ['questionnaire', 'unknown_questionnaire', true],
    ['place', 'unknown_assignment', false],
  ])('for its %s, that no setup names, it is tried in the next half-day: %s is %s', (_, code, tried) => {
    const unknowing = without({ areas: [], procedures: [], questionnaires: [], restoredAt: null })
    const later = Date.parse('2026-11-21T12:00:00+07:00')
    expect(retried(aside([code]), unknowing, later - 1)).toBeNull()
    expect(retried(aside([code]), unknowing, later)?.state ?? null).toBe(tried ? 'sealed' : null)
    expect(retried(aside([code, 'off_scale']), unknowing, later)).toBeNull()
  })

  it('waits until all is known that it names', () => {
    const entry = aside(['unknown_area', 'unknown_questionnaire'])
    expect(retried(entry, without({ areas: [] }))).toBeNull()
    expect(retried(entry, without({ questionnaires: [] }))).toBeNull()
    expect(retried(entry, restored)?.state).toBe('sealed')
  })

  it('its place goes to the place it knows, within the unit and after a restore only', () => {
    const entry = aside(['unknown_assignment'])
    expect(retried(entry, restored)?.response).toEqual({ ...entry.response, assignment: 'a8' })
    expect(retried(entry, without({ restoredAt: null }))).toBeNull()
    expect(retried(entry, without({ assignment: 'a7' }))).toBeNull()
    expect(retried(entry, without({ unit: { code: '19430', name: 'Phường khác' } }))).toBeNull()
  })
})

it.each(['too_old', 'in_future'])(
  'a rating refused for its time (%s) is offered each half-day with the time of then',
  (code) => {
    const later = Date.parse('2026-11-21T12:00:00+07:00')
    expect(retried(aside([code]), restored)).toBeNull()
    expect(retried(aside([code]), restored, later)).toMatchObject({
      state: 'sealed',
      response: { answeredAt: '2026-11-21T12:00:00+07:00', uncertainTime: true },
    })
  },
)

it.each([[['off_scale']], [['unknown_area', 'off_scale']], [[]]])('set aside for %j it stays for staff', (codes) => {
  expect(retried(aside(codes), restored)).toBeNull()
})
