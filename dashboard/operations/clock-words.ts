import { countText } from '#core/words/format'
import { endsWords } from '#core/time/clock-words'
import { momentInSentence } from '#core/words/moments'
import type { ClockReport } from '#contract/operations'

const causes: Readonly<Record<NonNullable<ClockReport['doubt']>, string>> = {
  behind_records: 'đồng hồ của máy chậm hơn dữ liệu đã ghi',
  before_build: 'đồng hồ của máy sớm hơn ngày ra phiên bản phần mềm',
  far_ahead: 'đồng hồ của máy nhanh hơn lần chạy trước quá 45 ngày',
  jumped: 'đồng hồ của máy vừa nhảy quá 10 phút',
}

/** Why the time is uncertain and what follows; null while it is certain. */
export function clockAlarm({ doubt, hostTime }: ClockReport): string | null {
  if (doubt === null) return null
  return `Giờ của máy chủ chưa chắc chắn: ${causes[doubt]} (máy báo ${momentInSentence(hostTime)}). Đánh giá vẫn được nhận và được đánh dấu; chưa lượt nào được đưa thêm vào số liệu cho đến khi có người xác nhận giờ.`
}

/** What is asked before the time is confirmed, with what ends by it. */
export function confirmQuestion({ hostTime, ends }: ClockReport): string {
  const consequence = endsWords(ends) ?? 'Không liên kết, mã truy cập hay phiên đăng nhập nào bị kết thúc.'
  return `Máy chủ đang báo ${momentInSentence(hostTime)}. ${consequence}`
}

/** How many ratings are marked; null for none. */
export function uncertainRatings({ uncertainDays }: ClockReport): string | null {
  const ratings = uncertainDays.reduce((sum, day) => sum + day.ratings, 0)
  return ratings === 0 ? null : `${countText(ratings)} lượt đánh giá có giờ chưa chắc chắn.`
}
