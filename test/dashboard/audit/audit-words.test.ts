import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SetupAnswer } from '#contract/setup'
import { actionWords, auditKinds } from '../../../dashboard/audit/audit-actions.ts'
import { actorWords, auditWords, dayWords, timeWords } from '../../../dashboard/audit/audit-words.ts'

const server = join(import.meta.dirname, '../../../server')

/** Every action that stands in the server's code: `action: '…'`, a choice of two, or the argument of a short hand. */
const written = new Set(
  readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && /^(store|services|schedule|http|cli|start)\//.test(name))
    .map((name) => readFileSync(join(server, name), 'utf8'))
    .filter((text) => text.includes('audit'))
    .flatMap((text) => [...text.matchAll(/\baction: [^,}]*|\baudit\(\w+, '[^']+'/g)].map(([found]) => found))
    .flatMap((found) => [...found.matchAll(/'([a-z][a-z._-]*)'/g)].map(([, action]) => action ?? '')),
)

/** The one action that is put together: a step of the set-up. */
for (const { shape } of SetupAnswer.options) written.add(`setup.${shape.step.value}`)

/** What no version writes any more but older databases may hold: an entry never changes, so it is still to be read. */
const onlyStored = ['setting.change']

describe('every action the server writes', () => {
  test('is found', () => {
    expect(written.size).toBeGreaterThan(35)
    expect(written).toContain('device.sequence_reused')
  })

  test('has its words', () => {
    expect([...written].filter((action) => actionWords[action] === undefined)).toEqual([])
  })

  test('belongs to a kind that can be chosen, and every kind has actions', () => {
    const kindOf = (action: string) => action.split('.')[0]
    const kinds = auditKinds.map(({ kind }) => kind as string)
    expect(Object.keys(actionWords).filter((action) => !kinds.includes(kindOf(action) ?? ''))).toEqual([])
    expect(kinds.filter((kind) => !Object.keys(actionWords).some((action) => kindOf(action) === kind))).toEqual([])
  })

  test('no words are kept for actions that no database holds', () => {
    expect(Object.keys(actionWords).filter((action) => !written.has(action))).toEqual(onlyStored)
  })
})

describe('an entry', () => {
  const entry = {
    id: 1,
    at: '2026-11-20T08:31:07+07:00',
    actor: 'lan',
    action: 'unit.change',
    subject: 'xa-an',
    unit: 'xa-an',
  }

  test.each([
    [{}, 'Sửa cách chốt số liệu của đơn vị: Xã An', ''],
    [{ detail: { cutOffDay: 'end' } }, 'Sửa cách chốt số liệu của đơn vị: Xã An', 'ngày chốt: ngày cuối tháng'],
    [{ detail: { cutOffDay: 14 } }, 'Sửa cách chốt số liệu của đơn vị: Xã An', 'ngày chốt: 14'],
    [{ detail: { stage: 'any', areas: 'all' } },
      'Sửa cách chốt số liệu của đơn vị: Xã An', 'khâu: Tất cả các khâu · lĩnh vực: tất cả'],
    [{ action: 'session.start', subject: 'lan' }, 'Đăng nhập', ''],
    [{ action: 'session.failed', subject: '', detail: { count: 3 } },
      'Đăng nhập không thành công: tên không có trong hệ thống', 'số lần: 3'],
    [{ action: 'device.revoke', subject: '7' }, 'Thu hồi thiết bị đánh giá: số 7', ''],
    [{ action: 'token.create', subject: '2', detail: { role: 'manager', unitId: 4 } },
      'Tạo mã truy cập: số 2', 'vai trò: Văn phòng'],
    [{ action: 'export.responses', detail: { from: '2026-10-01', to: '2026-10-31', format: 'csv', x: null } },
      'Xuất lượt đánh giá đã khử định danh của đơn vị: Xã An', 'từ: 01/10/2026 · đến: 31/10/2026 · dạng tệp: csv'],
    [{ action: 'target.create', subject: '12', detail: { unit: 'xa-an', group: 'chung', operator: '>=', value: 0.855 } },
      'Thêm chỉ tiêu: số 12', 'về: Giải quyết TTHC, tất cả lĩnh vực · mức: ≥ 85,5%'],
    [{ action: 'target.create', subject: '13', detail: { measure: 'share', stages: 'result submit', validTo: '2026-12-31' } },
      'Thêm chỉ tiêu: số 13', 'loại: Tỷ lệ hài lòng · khâu: Nhận kết quả, Nộp hồ sơ · đến: 31/12/2026'],
    [{ action: 'setup.reports', subject: 'xa-an', detail: { progress: '{"state":"begun","step":6}', 'report.periods': '["quarter","9M"]' } },
      'Thiết lập ban đầu, kỳ báo cáo của đơn vị: Xã An', 'kỳ báo cáo: Quý, 9 tháng'],
    [{ action: 'setup.reports', subject: 'xa-an', detail: { 'report.recipients': 'UBND tỉnh\nLưu: VT' } },
      'Thiết lập ban đầu, kỳ báo cáo của đơn vị: Xã An', 'nơi nhận: UBND tỉnh\nLưu: VT'],
    [{ action: 'setup.office', subject: 'xa-an', detail: { again: true, 'office.name.old': 'Một cửa', 'office.name': 'Trung tâm' } },
      'Sửa tên nơi tiếp nhận của đơn vị: Xã An', 'tên nơi tiếp nhận: “Một cửa” → “Trung tâm”'],
    [{ action: 'setup.hours', subject: 'xa-an', detail: { progress: '{"state":"done","step":7}' } },
      'Sửa giờ tiếp nhận của đơn vị: Xã An', ''],
    [{ action: 'setup.people', subject: 'xa-an', detail: { progress: '{"state":"done","step":7}' } },
      'Thiết lập ban đầu, người quản trị của đơn vị: Xã An', ''],
    [{ action: 'setup.backup', subject: 'xa-an', detail: { again: true, 'backup.folder.old': '/mnt/a', 'backup.folder': null } },
      'Sửa thư mục sao lưu của đơn vị: Xã An', 'thư mục sao lưu: “/mnt/a” → để trống'],
    [{ detail: { 'cutOffDay.old': 'end', cutOffDay: 14 } },
      'Sửa cách chốt số liệu của đơn vị: Xã An', 'ngày chốt: “ngày cuối tháng” → “14”'],
    [{ action: 'setup.progress', subject: 'xa-an', detail: { progress: '{"state":"begun","step":4}' } },
      'Thiết lập ban đầu, chuyển bước, đơn vị: Xã An', 'bỏ qua câu 3, Chỉ tiêu'],
    [{ action: 'setup.progress', subject: 'xa-an', detail: { progress: '{"state":"later","step":4}' } },
      'Thiết lập ban đầu, chuyển bước, đơn vị: Xã An', 'để sau từ câu 4, Giờ tiếp nhận'],
    [{ action: 'setup.progress', subject: 'xa-an', detail: { progress: '{"state":"done","step":7}' } },
      'Thiết lập ban đầu, chuyển bước, đơn vị: Xã An', 'bỏ qua câu 7, Quản trị'],
    [{ action: 'setup.progress', subject: 'xa-an', detail: {} }, 'Thiết lập ban đầu, chuyển bước, đơn vị: Xã An', ''],
    [{ action: 'reading-link.revoke', subject: 'link:4' }, 'Thu hồi liên kết giám sát: số 4', ''],
    [{ action: 'import.begin', subject: 'phieu.csv', detail: { questionnaire: 'mot-cua-tt01@1', channels: 'import paper', sha256: 'ab12' } },
      'Bắt đầu nhập lượt đánh giá từ tệp: phieu.csv',
      'bộ câu hỏi: mot-cua-tt01@1 · kênh: nhập từ tệp, phiếu giấy · mã băm SHA-256 của tệp: ab12'],
    [{ action: 'later.thing', subject: '' }, 'later.thing', ''],
  ])('%o reads “%s”', (more, words, rest) => {
    expect(auditWords({ ...entry, detail: {}, ...more }, () => 'Xã An')).toEqual({ words, more: rest })
  }) // prettier-ignore

  test('names who did it', () => {
    expect(
      ['lan', 'hailong', 'hailong:schedule', 'first-run', 'device:7', 'token:2', 'link:3', ''].map(actorWords),
    ).toEqual([
      'lan',
      'Dòng lệnh trên máy chủ',
      'Máy chủ, theo lịch',
      'Lần chạy đầu tiên',
      'Thiết bị đánh giá số 7',
      'Mã truy cập số 2',
      'Liên kết giám sát số 3',
      'Không rõ ai',
    ])
  })

  test('says when in civil time, of a kiosk the day alone', () => {
    expect(timeWords(entry)).toBe('08:31')
    const midnight = { ...entry, at: '2026-11-20T00:00:00+07:00' }
    expect(timeWords({ ...midnight, actor: 'device:7' })).toBe('trong ngày')
    expect(timeWords(midnight)).toBe('00:00')
    expect(dayWords('2026-11-20')).toBe('Thứ Sáu, 20/11/2026')
    expect(dayWords('2026-11-22')).toBe('Chủ nhật, 22/11/2026')
  })

  test.each([
    ['08:15', 'từ 08:00 đến 08:15'],
    ['08:16', 'từ 08:00 đến 08:16'],
    ['10:00', 'từ 09:45 đến 10:00'],
    ['00:00', 'từ 23:45 đến 00:00'],
  ])('of failed sign-ins written at %s says over which time they were counted', (time, words) => {
    const failed = { ...entry, at: `2026-11-20T${time}:20+07:00`, actor: '', action: 'session.failed' }
    expect(timeWords(failed).replaceAll('\u00a0', ' ')).toBe(words)
  })
})
