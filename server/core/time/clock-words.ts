import type { ClockDoubt } from './clock-doubt.ts'

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
