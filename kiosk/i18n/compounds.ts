/** Words of two or three syllables that the kiosk's texts use: they do not break across lines. */
const compounds = [
  'bảo trợ', 'cán bộ', 'chứng thư số', 'chứng thực', 'cảm ơn', 'câu hỏi', 'giải quyết', 'giấy phép', 'giấy tờ',
  'góp ý', 'ghi nhận', 'ghi tên', 'hài lòng', 'hành chính công', 'hôm nay', 'hồ sơ', 'hộ kinh doanh', 'hướng dẫn',
  'kết hôn', 'kết nối', 'kết quả', 'khai sinh', 'khai tử', 'kiến nghị', 'kinh doanh', 'kỹ thuật', 'lệ phí',
  'máy chủ', 'nhà đất', 'nội dung', 'phản ánh', 'phiếu giấy', 'phục vụ', 'quản lý', 'sao y', 'tạm ngừng', 'tạm trú',
  'thái độ', 'thêm thời gian', 'thế nào', 'thiết bị', 'thủ tục', 'thường trú', 'tiếp nhận', 'tiếp tục', 'trả lời',
  'trợ cấp', 'trục trặc', 'trung tâm', 'việc khác', 'xây dựng', 'đánh giá', 'địa chỉ', 'đúng hẹn', 'bỏ qua',
] as const // prettier-ignore

/** The end of the question stays whole; the same words on a narrow face may break. */
const inQuestion = '(?<=hay )không hài lòng'

const inText = new RegExp(`(?<!\\p{L})(?:${[inQuestion, ...compounds].join('|')})(?!\\p{L})`, 'giu')

/** The text with no-break spaces inside its compound words (hài lòng, thủ tục, giải quyết …). */
export function keepCompounds(text: string): string {
  return text.normalize('NFC').replace(inText, (compound) => compound.replaceAll(' ', '\u00a0'))
}
