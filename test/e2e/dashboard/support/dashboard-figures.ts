import type { Device } from '#contract/devices'
import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import type { Session } from '#contract/session'
import type { Target } from '#contract/targets'
import type { Area, Unit } from '#contract/units'

export const LONG_UNIT = 'Đặc khu Phú Quốc – Trung tâm Phục vụ hành chính công cấp xã'
export const LONG_AREA = 'Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất, tài sản gắn liền với đất'

export const session: Session = {
  username: 'admin',
  displayName: 'Nguyễn Thị Lan',
  role: 'admin',
  unit: { code: 'phu-quoc', name: LONG_UNIT },
  atRoot: true,
  areas: null,
  secondFactor: false,
  endsAt: '2026-11-20T21:00:00+07:00',
  mustChangePassword: false,
  today: '2026-11-20',
  release: 'daily',
}

const settings = { cutOffDay: null, minimumAnswers: 30 } as const
export const units: Unit[] = [
  { code: 'phu-quoc', name: LONG_UNIT, parent: null, ...settings, firstDay: '2026-10-01' },
  { code: 'duong-dong', name: 'Điểm tiếp nhận Dương Đông', parent: 'phu-quoc', ...settings, firstDay: null },
]

const plan = 'Kế hoạch số 12/KH-UBND ngày 05/01/2026 về cải cách hành chính, mục II.2a'
export const target90 = { operator: '>=', value: 0.9, source: `${plan}: “tối thiểu 90%”`, stages: null } as const
export const target85 = {
  operator: '>=',
  value: 0.85,
  source: `${plan}: “đất đai, xây dựng tối thiểu 85%”`,
  stages: null,
} as const

/** What those who run the office see. */
const officeView = { smallestCell: 5, ranges: 'half-month' as const, levels: true, areas: null }

/** A figure that was worked out by hand in the tables of the specification, not by the code under test. */
export function row(key: string, label: string, more: Partial<SatisfactionRow> = {}): SatisfactionRow {
  return {
    key, label, comparable: 'hai-long', received: 0, answered: 0, tally: null, satisfiedShare: null, interval: null,
    target: null, verdict: null, evidence: null, basis: null, suppressed: null, ...more,
  } // prettier-ignore
}

function figure(answered: number, satisfiedShare: number, low: number, high: number): Partial<SatisfactionRow> {
  return { received: answered, answered, satisfiedShare, interval: { low, high } }
}

const met = { verdict: 'met', evidence: 'sufficient' } as const
const metUnsure = { verdict: 'met', evidence: 'insufficient' } as const
const missed = { verdict: 'missed', evidence: 'sufficient' } as const
const missedUnsure = { verdict: 'missed', evidence: 'insufficient' } as const

export const all = row('total', 'Tất cả', { ...figure(1456, 0.927, 0.913, 0.939), ...met, target: target90 })
export const land = row('total', 'Tất cả', { ...figure(155, 0.826, 0.758, 0.877), ...missedUnsure, target: target85 })
export const tooFew = row('total', 'Tất cả', {
  ...figure(12, 0.833, 0.552, 0.953), target: target90, evidence: 'too_few',
}) // prettier-ignore
export const suppressed = row('total', 'Tất cả', {
  received: 3, answered: null, target: target90, suppressed: 'few',
}) // prettier-ignore

export const areaRows = [
  row('ho-tich', 'Hộ tịch', { ...figure(430, 0.958, 0.935, 0.973), ...met, target: target90 }),
  row('chung-thuc', 'Chứng thực', { ...figure(741, 0.93, 0.909, 0.946), ...met, target: target90 }),
  row('dat-dai', 'Đất đai', { ...figure(121, 0.802, 0.722, 0.863), ...missedUnsure, target: target85 }),
  row('xay-dung', 'Xây dựng', { ...figure(34, 0.912, 0.77, 0.97), ...metUnsure, target: target85 }),
  row('bao-dam', LONG_AREA, { ...figure(126, 0.54, 0.453, 0.625), ...missed, target: target90 }),
  row('moi-truong', 'Môi trường', { ...figure(64, 0.906, 0.81, 0.956) }),
  row('van-hoa', 'Văn hóa', { ...figure(18, 0.889, 0.672, 0.969), target: target90, evidence: 'too_few' }),
  row('cu-tru', 'Cư trú', { received: 4, answered: null, target: target90, suppressed: 'few' }),
  row('giao-duc', 'Giáo dục', { received: 0, answered: null, target: target90, suppressed: 'few' }),
]

export function reply(by: SatisfactionReply['by'], rows: SatisfactionRow[], total: SatisfactionRow): SatisfactionReply {
  const text =
    'Tỷ lệ hài lòng = số lượt chọn “Hài lòng” hoặc “Rất hài lòng” chia cho tổng số lượt có chọn mức, ở câu hỏi chung, thang 5 mức. Lượt “không có ý kiến” không tính ở cả hai.'
  return {
    definition: { measure: 'satisfaction', version: 1, text },
    unit: session.unit, from: '2026-10-01', to: '2026-12-31', by, view: officeView, rows, total,
  } // prettier-ignore
}

const entered = { measure: 'share', document: plan, version: 1, contradicts: [] } satisfies Partial<Target>
export const targets: Target[] = [
  { id: 't1', unit: 'phu-quoc', group: 'chung', ...entered, ...target90, sentence: 'tối thiểu 90%',
    validFrom: '2026-01-01', validTo: '2026-12-31' },
  { id: 't2', unit: 'tinh', group: 'dat-dai-xay-dung', ...entered, ...target85, sentence: null,
    validFrom: '2025-01-01', validTo: '2025-12-31' },
] // prettier-ignore

function area(code: string, vi: string): Area {
  return { code, name: { vi, en: code }, label: { vi, en: code }, groups: [] }
}

export const areas: Area[] = [
  area('ho-tich', 'Hộ tịch'), area('chung-thuc', 'Chứng thực'), area('dat-dai', 'Đất đai'), area('xay-dung', 'Xây dựng'),
  area('bao-dam', LONG_AREA), area('cu-tru', 'Cư trú'), area('khac', 'Lĩnh vực khác'),
] // prettier-ignore

export const kiosk: Device = {
  id: 'd1', name: 'Máy đánh giá 1', unit: 'phu-quoc', counter: 'Quầy 1', stage: 'result', areas: [],
  pairedAt: '2026-11-01T08:00:00+07:00', lastSeenAt: new Date().toISOString(), silent: false, waiting: 0,
  missing: [], clockOffsetMs: 120, storage: 'durable', appVersion: '1.0.0', behind: false, lastError: null, flagged: false,
  replaced: false, revoked: false,
} // prettier-ignore

export const devices: Device[] = [
  kiosk,
  { ...kiosk, id: 'd2', name: 'Máy đánh giá 2', counter: 'Quầy 2 – Tư pháp, hộ tịch, chứng thực', stage: null, waiting: 14,
    lastSeenAt: '2026-11-18T08:00:00+07:00', silent: true, lastError: 'network', clockOffsetMs: 300_000 },
  { ...kiosk, id: 'd3', name: 'Máy đánh giá 3', counter: 'Quầy 3', flagged: true, missing: [{ from: 5, to: 5 }, { from: 7, to: 8 }],
    storage: 'best-effort', behind: true },
  { ...kiosk, id: 'd5', name: 'Máy cửa ra', counter: 'Quầy 3', waiting: 2, replaced: true },
  { ...kiosk, id: 'd4', name: 'Máy đánh giá cũ', counter: 'Quầy 1', lastSeenAt: null, waiting: null, revoked: true },
] // prettier-ignore
