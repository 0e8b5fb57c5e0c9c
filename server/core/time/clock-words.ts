import type { ClockDoubt } from './clock-doubt.ts'

/** How many there are that a clock which ran ahead has made. */
export interface OutlivingThings {
  readonly links: number
  readonly tokens: number
  readonly sessions: number
}

/** What a confirmation of the time ends for good, in a sentence; null for nothing. */
export function endsWords({ links, tokens, sessions }: OutlivingThings): string | null {
  const named = [
    links > 0 ? `${links} liên kết đọc` : null,
    tokens > 0 ? `${tokens} mã truy cập` : null,
    sessions > 0 ? `${sessions} phiên đăng nhập` : null,
  ].filter((words) => words !== null)
  if (named.length === 0) return null
  return `Tạo ra khi đồng hồ chạy nhanh nên hết hiệu lực hẳn, không khôi phục được: ${named.join(', ')}.`
}

/** What is known of a clock in doubt, and what to do; Vietnamese first. */
export const clockDoubtWords: Readonly<Record<ClockDoubt, string>> = {
  behind_records:
    'Giờ của máy chủ chưa chắc chắn: đồng hồ máy chậm hơn dữ liệu đã ghi. Hãy chỉnh giờ, rồi xác nhận. (The clock is behind what is stored: set it, then confirm it.)',
  before_build:
    'Giờ của máy chủ chưa chắc chắn: đồng hồ máy sớm hơn ngày ra phiên bản phần mềm. Hãy chỉnh giờ, rồi xác nhận. (The clock is earlier than the program: set it, then confirm it.)',
  far_ahead:
    'Giờ của máy chủ chưa chắc chắn: đồng hồ máy nhanh hơn lần chạy trước quá 45 ngày. Hãy xem lại giờ, rồi xác nhận. (The clock is more than 45 days after the last run: check it, then confirm it.)',
  jumped:
    'Giờ của máy chủ chưa chắc chắn: đồng hồ máy vừa nhảy quá 10 phút. Hãy xem lại giờ, rồi xác nhận. (The clock has jumped by more than 10 minutes: check it, then confirm it.)',
}
