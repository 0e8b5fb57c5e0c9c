import type { Issue } from '#contract/errors'

/** Every code a reply can carry, its status, and the words for a person. A code is never reused for another meaning. */
export const catalogue = {
  malformed_json: [400, 'Nội dung gửi lên không phải JSON đúng cú pháp.'],
  invalid_request: [400, 'Yêu cầu có chỗ chưa đúng, xem chi tiết ở từng mục.'],
  unknown_code: [400, 'Yêu cầu có mã không tồn tại.'],
  month_not_finished: [400, 'Tệp xuất ra chỉ gồm những tháng đã kết thúc, trọn tháng.'],
  unreadable_file: [400, 'Tệp không đọc được hoặc thiếu cột cần có, xem chi tiết ở từng mục.'],
  not_signed_in: [401, 'Cần đăng nhập hoặc mã truy cập còn hiệu lực.'],
  unknown_device: [401, 'Thiết bị chưa được ghép hoặc đã bị thu hồi.'],
  wrong_credentials: [401, 'Tên đăng nhập hoặc mật khẩu chưa đúng.'],
  code_required: [401, 'Cần mã xác thực hai lớp từ ứng dụng của Ông/Bà.'],
  wrong_code: [401, 'Mã xác thực chưa đúng hoặc đã dùng rồi.'],
  wrong_link: [401, 'Liên kết chưa đúng, đã dùng, đã bị thu hồi hoặc đã hết hạn.'],
  wrong_pairing_code: [401, 'Mã ghép chưa đúng, đã dùng hoặc đã hết hạn.'],
  not_allowed: [403, 'Tài khoản này không được làm việc đó.'],
  outside_areas: [403, 'Lĩnh vực này không được giao cho tài khoản.'],
  outside_scope: [403, 'Đơn vị này nằm ngoài phạm vi của tài khoản.'],
  password_change_required: [403, 'Cần đổi mật khẩu lần đầu trước khi tiếp tục.'],
  device_replaced: [403, 'Thiết bị này đã được thay bằng thiết bị khác, không nhận đánh giá mới.'],
  foreign_origin: [403, 'Yêu cầu đến từ một trang khác.'],
  not_found: [404, 'Không có địa chỉ này.'],
  unknown_unit: [404, 'Không có đơn vị mang mã này.'],
  request_timeout: [408, 'Yêu cầu gửi lên quá chậm. Xin gửi lại.'],
  last_admin: [409, 'Đơn vị cần còn ít nhất một người quản trị.'],
  account_retired: [409, 'Tài khoản này đã ngừng sử dụng.'],
  already_exists: [409, 'Đã có mục như vậy.'],
  device_retired: [409, 'Thiết bị này đã được thu hồi hoặc đã được thay.'],
  no_backup_folder: [409, 'Chưa chọn thư mục sao lưu.'],
  counter_in_use: [409, 'Quầy này còn thiết bị đánh giá: chuyển hoặc thu hồi thiết bị trước.'],
  too_large: [413, 'Nội dung gửi lên quá lớn.'],
  unsupported_media_type: [415, 'Chỉ nhận nội dung application/json.'],
  too_many_attempts: [429, 'Đã thử sai quá nhiều lần, xin đợi ít phút.'],
  too_many_exports: [429, 'Đang có quá nhiều tệp được xuất cùng lúc. Xin đợi một tệp xong rồi thử lại.'],
  headers_too_large: [431, 'Phần đầu của yêu cầu quá lớn: địa chỉ hoặc cookie quá dài.'],
  internal: [500, 'Máy chủ gặp lỗi. Lỗi đã được ghi lại.'],
  storage_failed: [503, 'Máy chủ chưa lưu được. Xin gửi lại sau.'],
} as const satisfies Record<string, readonly [status: number, words: string]>

export type ErrorCode = keyof typeof catalogue

/** What a route throws to answer with a code of the catalogue. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly issues: readonly Issue[]
  /** When to try again, for the Retry-After header; null: nothing is said. */
  readonly retryAfterMs: number | null

  constructor(code: ErrorCode, issues: readonly Issue[] = [], retryAfterMs: number | null = null) {
    super(catalogue[code][1])
    this.code = code
    this.issues = issues
    this.retryAfterMs = retryAfterMs
  }
}

/** 429 with the time to wait. */
export function tooManyAttempts(waitMs: number): ApiError {
  return new ApiError('too_many_attempts', [], waitMs)
}
