import { failuresOnPages, passwordWeaknesses, signInFailures } from '#core/words/failures'
import type { Failure } from '../app/client.ts'

/** Failures without a reply of the server. */
const withoutReply = {
  offline: 'Không kết nối được với máy chủ. Mời kiểm tra mạng rồi thử lại.',
  cookie_lost:
    'Mật khẩu đúng, nhưng trình duyệt không giữ được phiên đăng nhập ở địa chỉ này. Máy chủ chỉ giữ phiên qua https: mời mở trang bằng địa chỉ https, đúng địa chỉ đã đặt trong PUBLIC_URL, và cho phép cookie.',
  unreadable: 'Máy chủ trả lời không đúng dạng. Mời thử lại sau ít phút.',
}

const byCode: Readonly<Record<string, string>> = { ...failuresOnPages, ...withoutReply }

const byStatus: Readonly<Record<number, string>> = {
  400: 'Có nội dung chưa đúng. Mời xem lại các ô được đánh dấu.',
  401: 'Phiên làm việc đã hết. Mời đăng nhập lại.',
  403: 'Tài khoản này không có quyền xem hoặc làm việc đó.',
  404: 'Không tìm thấy nội dung này. Có thể nội dung đã bị gỡ.',
  409: 'Nội dung đã thay đổi ở nơi khác. Mời tải lại trang rồi làm lại.',
  429: 'Đã thử quá nhiều lần. Mời chờ ít phút rồi thử lại.',
  503: 'Máy chủ đang bận hoặc chưa lưu được. Mời thử lại sau ít phút.',
}

/** Why something did not work, and what to do. */
export function failureWords(failure: Failure): string {
  const other = `Máy chủ gặp lỗi (${failure.code}). Mời thử lại sau ít phút.`
  return byCode[failure.code] ?? byStatus[failure.status] ?? other
}

/** Why signing in was refused: 401 and 400 mean here that name and password, or the code, do not fit. */
export function signInFailureWords(failure: Failure): string {
  if (failure.status === 429) return 'Đã thử quá nhiều lần. Mời Ông/Bà chờ ít phút rồi đăng nhập lại.'
  if (failure.code === 'wrong_code') return signInFailures.wrong_code
  if (failure.status !== 401 && failure.status !== 400) return failureWords(failure)
  return signInFailures.wrong_credentials
}

const issueWords: Readonly<Record<string, string>> = {
  already_exists: 'Tên này đã có. Mời chọn tên khác.',
  reserved_name: 'Tên này dành riêng cho máy chủ. Mời chọn tên khác.',
  ends_before_start: 'Ngày kết thúc phải từ ngày bắt đầu trở đi.',
  ...passwordWeaknesses,
  never_met: 'Không thể vượt 100%. Mời chọn “≥” hoặc nhập một số nhỏ hơn.',
  too_small: 'Giá trị còn trống hoặc quá nhỏ.',
  too_big: 'Giá trị quá lớn hoặc quá dài.',
  too_short: 'Nội dung quá ngắn.',
  too_long: 'Nội dung quá dài.',
  invalid_format: 'Nội dung chưa đúng dạng.',
  required: 'Mục này còn thiếu.',
  wrong_password: 'Mật khẩu chưa đúng.',
  wrong_code: 'Mã chưa đúng. Mời nhập mã đang hiện trên ứng dụng.',
  nothing_offered: 'Mã QR đã cũ. Mời làm lại từ đầu.',
  not_integer: 'Mời nhập một số nguyên.',
  kiosk_needs_it:
    'Thiết bị tại quầy đang hỏi theo phiên bản này và không còn phiên bản nào khác để hỏi. Mời soạn phiên bản mới trước rồi ngừng dùng phiên bản này.',
}

/** What is wrong with one field by the server's judgement; undefined when nothing is. */
export function issueAt(failure: Failure | null, path: string): string | undefined {
  const issue = failure?.issues.find((candidate) => candidate.path === path)
  if (issue === undefined) return undefined
  if (issueWords[issue.code] !== undefined) return issueWords[issue.code]
  return issue.code.startsWith('unknown') ? 'Không có mục này trong danh mục.' : `Giá trị chưa đúng (${issue.code}).`
}
