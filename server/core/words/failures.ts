import type { PasswordWeakness } from '../text/weak-password.ts'

/**
 * What each failure of the interface is called, in words for a person; they travel in `message` beside the code. A code is
 * never reused for another meaning.
 */
export const failureMessages = {
  malformed_json: 'Nội dung gửi lên không phải JSON đúng cú pháp.',
  invalid_request: 'Yêu cầu có chỗ chưa đúng, xem chi tiết ở từng mục.',
  unknown_code: 'Yêu cầu có mã không tồn tại.',
  period_not_over: 'Kỳ chưa kết thúc nên chưa chốt được.',
  month_not_finished: 'Tệp xuất ra chỉ gồm những tháng đã kết thúc, trọn tháng.',
  unreadable_file: 'Tệp không đọc được hoặc thiếu cột cần có, xem chi tiết ở từng mục.',
  not_signed_in: 'Cần đăng nhập hoặc mã truy cập còn hiệu lực.',
  unknown_device: 'Thiết bị chưa được ghép hoặc đã bị thu hồi.',
  wrong_credentials: 'Tên đăng nhập hoặc mật khẩu chưa đúng.',
  code_required: 'Cần mã xác thực hai lớp từ ứng dụng của Ông/Bà.',
  wrong_code: 'Mã xác thực chưa đúng hoặc đã dùng rồi.',
  wrong_link: 'Liên kết chưa đúng, đã dùng, đã bị thu hồi hoặc đã hết hạn.',
  wrong_pairing_code: 'Mã ghép chưa đúng, đã dùng hoặc đã hết hạn.',
  not_allowed: 'Tài khoản này không được làm việc đó.',
  outside_areas: 'Lĩnh vực này không được giao cho tài khoản.',
  outside_scope: 'Đơn vị này nằm ngoài phạm vi của tài khoản.',
  password_change_required: 'Cần đổi mật khẩu lần đầu trước khi tiếp tục.',
  device_replaced: 'Thiết bị này đã được thay bằng thiết bị khác, không nhận đánh giá mới.',
  foreign_origin:
    'Yêu cầu đến từ một địa chỉ khác với địa chỉ của máy chủ. Nếu máy chủ ở sau một proxy hoặc có tên riêng, người quản trị cần đặt PUBLIC_URL đúng địa chỉ trên trình duyệt.',
  not_found: 'Không có địa chỉ này.',
  unknown_unit: 'Không có đơn vị mang mã này.',
  no_edition: 'Kỳ này chưa chốt số liệu.',
  request_timeout: 'Yêu cầu gửi lên quá chậm. Xin gửi lại.',
  last_admin: 'Đơn vị cần còn ít nhất một người quản trị.',
  account_retired: 'Tài khoản này đã ngừng sử dụng.',
  already_closed: 'Kỳ này đã chốt. Muốn thay số liệu thì lập bản đính chính, có ghi lý do.',
  already_exists: 'Đã có mục như vậy.',
  device_retired: 'Thiết bị này đã được thu hồi hoặc đã được thay.',
  no_backup_folder: 'Chưa chọn thư mục sao lưu.',
  counter_in_use: 'Quầy này còn thiết bị đánh giá: chuyển hoặc thu hồi thiết bị trước.',
  too_large: 'Nội dung gửi lên quá lớn.',
  unsupported_media_type: 'Chỉ nhận nội dung application/json.',
  too_many_attempts: 'Đã thử sai quá nhiều lần, xin đợi ít phút.',
  too_many_exports: 'Đang có quá nhiều tệp được xuất cùng lúc. Xin đợi một tệp xong rồi thử lại.',
  headers_too_large: 'Phần đầu của yêu cầu quá lớn: địa chỉ hoặc cookie quá dài.',
  internal: 'Máy chủ gặp lỗi. Lỗi đã được ghi lại.',
  storage_failed: 'Máy chủ chưa lưu được. Xin gửi lại sau.',
  storage_locked: 'Máy chủ chưa lưu được: chương trình khác đang khóa tệp dữ liệu. Xin gửi lại sau.',
  storage_moved: 'Máy chủ chưa lưu được: tệp dữ liệu đã bị xóa hoặc bị thay trong lúc máy chủ chạy.',
} as const

/** A code that a reply can carry. */
export type ErrorCode = keyof typeof failureMessages

const says = failureMessages

/** What a page says instead, where somebody who works with it needs other words or to know what to do next. */
export const failuresOnPages = {
  wrong_link: `${says.wrong_link} Mời xin liên kết mới.`,
  last_admin: `${says.last_admin} Mời giao vai trò quản trị cho người khác trước.`,
  account_retired: 'Tài khoản này đã ngừng dùng.',
  foreign_origin:
    'Máy chủ không nhận yêu cầu từ địa chỉ này. Mời mở trang bằng địa chỉ của máy chủ; nếu đây đã là địa chỉ đúng, nhờ người quản trị đặt PUBLIC_URL bằng địa chỉ ấy rồi khởi động lại máy chủ.',
  outside_scope: says.outside_scope,
  unknown_unit: 'Không có đơn vị này, hoặc đơn vị đã được đổi mã.',
  already_exists: 'Mục này đã có.',
  device_retired: `${says.device_retired} Mời tải lại trang.`,
  too_many_exports: 'Đang có nhiều tệp được tải. Mời Ông/Bà thử lại sau ít phút.',
} as const satisfies Partial<Record<ErrorCode, string>>

/** What the page says that one signs in on. */
export const signInFailures = {
  wrong_code: `${says.wrong_code} Mời nhập mã mới trên ứng dụng.`,
  wrong_credentials: `${says.wrong_credentials} Mời Ông/Bà kiểm tra và nhập lại.`,
} as const satisfies Partial<Record<ErrorCode, string>>

/** Why a password is refused, and what to do. */
export const passwordWeaknesses: Readonly<Record<PasswordWeakness, string>> = {
  sequence: 'Mật khẩu này là một dãy phím liền nhau, rất dễ đoán. Mời đặt một câu ngắn dễ nhớ.',
  repeated_signs: 'Mật khẩu này lặp lại vài ký tự, rất dễ đoán. Mời đặt một câu ngắn dễ nhớ.',
  contains_username: 'Mật khẩu này gần như chỉ là tên đăng nhập. Mời đặt một câu ngắn dễ nhớ.',
  contains_office: 'Mật khẩu này gần như chỉ là tên cơ quan. Mời đặt một câu ngắn dễ nhớ.',
  common_password: 'Mật khẩu này nhiều người dùng nên dễ đoán. Mời đặt một câu ngắn dễ nhớ.',
}

/** The sentence for the first of these issues that is about a weak password; undefined where none is. */
export function passwordWeaknessWords(issues: readonly { readonly code: string }[]): string | undefined {
  const codes = new Set(issues.map(({ code }) => code))
  return Object.entries(passwordWeaknesses).find(([code]) => codes.has(code))?.[1]
}
