import type { Device } from '#contract/devices'
import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import type { Target } from '#contract/targets'

const plan = 'Kế hoạch số 12/KH-UBND ngày 05/01/2026 về cải cách hành chính, mục II.2a'
export const target90 = { operator: '>=', value: 0.9, source: `${plan}: “tối thiểu 90%”`, stages: null } as const
const target85 = {
  operator: '>=',
  value: 0.85,
  source: `${plan}: “đất đai, xây dựng tối thiểu 85%”`,
  stages: null,
} as const

/** A figure that was worked out by hand in the tables of the specification, not by the code under test. */
export function row(key: string, label: string, more: Partial<SatisfactionRow> = {}): SatisfactionRow {
  return {
    key, label, comparable: 'hai-long', received: 0, answered: 0, tally: null, satisfiedShare: null, interval: null,
    target: null, verdict: null, evidence: null, awaitsRelease: false, basis: null, dossiers: null, coverage: null, intervalFinite: null, suppressed: null, ...more,
  } // prettier-ignore
}

export const all = row('total', 'Tất cả', {
  received: 1456, answered: 1456, satisfiedShare: 0.927, interval: { low: 0.913, high: 0.939 },
  target: target90, verdict: 'met', evidence: 'sufficient',
}) // prettier-ignore
export const land = row('total', 'Tất cả', {
  received: 155, answered: 155, satisfiedShare: 0.826, interval: { low: 0.758, high: 0.877 },
  target: target85, verdict: 'missed', evidence: 'insufficient',
}) // prettier-ignore

/** What those who run an office are told of the last quarter of 2026. */
export function reply(by: SatisfactionReply['by'], rows: SatisfactionRow[], total: SatisfactionRow): SatisfactionReply {
  const text =
    'Tỷ lệ hài lòng = số lượt chọn “Hài lòng” hoặc “Rất hài lòng” chia cho tổng số lượt có chọn mức, ở câu hỏi chung, thang 5 mức. Lượt “không có ý kiến” không tính ở cả hai.'
  return {
    definition: { measure: 'satisfaction', version: 1, text },
    unit: { code: 'phu-quoc', name: 'Đặc khu Phú Quốc – Trung tâm Phục vụ hành chính công cấp xã' },
    coverage: { firstDay: '2025-01-02', openDays: 66, ratedDays: 60 },
    view: { smallestCell: 5, ranges: 'half-month', levels: true, areas: null },
    closed: [],
    from: '2026-10-01', to: '2026-12-31', by, rows, total,
  } // prettier-ignore
}

export const targets: readonly Target[] = [
  {
    id: 't1', unit: 'phu-quoc', group: 'chung', measure: 'share', operator: '>=', value: 0.9, stages: null,
    document: plan, sentence: 'tối thiểu 90%', source: target90.source,
    validFrom: '2026-01-01', validTo: '2026-12-31', kind: 'annual', steps: [], version: 1, contradicts: [], judgedBy: null,
  },
  {
    id: 't2', unit: 'tinh', group: 'dat-dai-xay-dung', measure: 'share', operator: '>=', value: 0.85, stages: null,
    document: plan, sentence: null, source: target85.source,
    validFrom: '2025-01-01', validTo: '2025-12-31', kind: 'annual', steps: [], version: 1, contradicts: [], judgedBy: null,
  },
] // prettier-ignore

/** A kiosk that is well. */
export const kiosk: Device = {
  id: 'd1', name: 'Máy đánh giá 1', unit: 'phu-quoc', counter: 'Quầy 1', stage: 'result', areas: [],
  pairedAt: '2026-11-01T08:00:00+07:00', lastSeenAt: new Date().toISOString(), silent: false, waiting: 0,
  missing: [], mayBeLost: null, quickRepeats: null, checkpoint: null, clockOffsetMs: 120, storage: 'durable', appVersion: '1.0.0', behind: false, lastError: null, flagged: false,
  replaced: false, revoked: false,
} // prettier-ignore
