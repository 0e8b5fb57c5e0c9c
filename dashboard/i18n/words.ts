import type { Role } from '#contract/roles'
import type { Stage } from '#core/questions/questionnaire'

export const roleWords: Readonly<Record<Role, string>> = {
  admin: 'Quản trị',
  manager: 'Văn phòng',
  leader: 'Lãnh đạo',
  officer: 'Cán bộ',
  superior: 'Cấp trên',
  supervisor: 'Giám sát',
}

/** What is done at a counter; `any` is a counter that does all of it. */
export const stageWords: Readonly<Record<Stage | 'any', string>> = {
  submit: 'Nộp hồ sơ',
  result: 'Nhận kết quả',
  inquiry: 'Hỏi, hướng dẫn',
  any: 'Chung, không phân biệt',
}

const groups: Readonly<Record<string, string>> = {
  chung: 'Giải quyết TTHC, tất cả lĩnh vực',
  'dat-dai-xay-dung': 'Đất đai, xây dựng',
  'nhay-cam': 'Lĩnh vực nhạy cảm',
  'phuc-vu': 'Phục vụ của cơ quan hành chính',
  'y-te-giao-duc': 'Y tế, giáo dục công lập',
}

export function groupWords(group: string): string {
  return groups[group] ?? group
}

const methods: Readonly<Record<string, string>> = {
  'hai-long': 'Câu hỏi 5 mức hài lòng',
}

/** Which question an answer came from: figures of different questions are never put together. */
export function methodWords(comparable: string): string {
  return methods[comparable] ?? `Bộ câu hỏi “${comparable}”`
}

const MINUTE_MS = 60_000

/** How long ago a moment was, both in milliseconds since 1970: `vừa xong`, `5 phút trước`, `2 ngày trước`. */
export function agoWords(momentMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - momentMs) / MINUTE_MS)
  if (minutes < 1) return 'vừa xong'
  if (minutes < 60) return `${minutes} phút trước`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${hours} giờ trước` : `${Math.floor(hours / 24)} ngày trước`
}
