import type { FileLocation } from '../../services/imports/file-refusal.ts'

/** What is wrong with a whole file or its mapping, and what to do; the code stands beside it. */
const sentences: Readonly<Record<string, string>> = {
  not_utf8: 'Tệp CSV chưa ở mã UTF-8. Trong Excel, mời lưu lại bằng “CSV UTF-8” hoặc .xlsx',
  empty_file: 'Tệp không có dòng nào để đọc',
  not_xlsx: 'Tệp không mở được như tệp Excel. Mời lưu lại dạng .xlsx, không đặt mật khẩu',
  too_large: 'Tệp quá lớn. Mời bỏ bớt trang tính, dòng và hình ảnh, hoặc tách thành nhiều tệp',
  too_slow: 'Đọc tệp quá lâu. Mời bỏ bớt trang tính và dòng, hoặc tách thành nhiều tệp',
  missing_column: 'Dòng tiêu đề thiếu cột mà tệp ánh xạ nêu. Mời sửa tên cột trong tệp ánh xạ cho khớp',
  ambiguous_column: 'Dòng tiêu đề có hai cột trùng tên. Mời đổi tên một cột',
  unknown_sheet: 'Không có trang tính mang tên này. Mời sửa mục “sheet” trong tệp ánh xạ',
  uncertain_time:
    'Giờ của máy chủ chưa chắc chắn nên chưa nhập được, chưa lưu gì. Mời chạy "hailong clock confirm" trước (chạy thử bằng --dry-run thì vẫn được)',
  closed_period:
    'Tệp có lượt của kỳ đã chốt số liệu: số đã chốt không đổi, cần đính chính thì lượt mới vào số liệu của kỳ. Chưa lưu gì. Nếu vẫn nhập, mời thêm --into-closed rồi đính chính ở trang Chốt số liệu',
  mixed_dates:
    'Cột thời gian có ô là ngày, có ô là chữ: ngày và tháng có thể đã bị đảo. Chưa lưu gì. Mời kiểm tra tệp gốc; nếu đúng, thêm "mixed": true vào mục “time”',
  bad_format: 'Mẫu thời gian không hợp lệ. Mời viết như dd/MM/yyyy HH:mm hoặc yyyy/MM/dd h:mm:ss a',
  bad_time: 'Thời gian nêu trong tệp ánh xạ không đúng mẫu',
  off_scale: 'Tệp ánh xạ dùng mức không có trong câu hỏi',
  unknown_criterion: 'Tệp ánh xạ nêu câu hỏi không có trong phiếu',
  ambiguous_text: 'Tệp ánh xạ gán hai nghĩa cho cùng một nội dung ô',
  unknown_unit: 'Không có đơn vị mang mã này',
  unknown_area: 'Không có lĩnh vực mang mã này',
  unknown_procedure: 'Không có thủ tục mang mã này',
  unknown_questionnaire: 'Không có phiếu mang mã này. Mời khai báo câu hỏi ở mục “criteria”',
  questionnaire_differs: 'Phiếu này đã có với câu hỏi khác. Mời đặt số phiên bản mới',
}

/** The sentence of a code with its place; null for a code that has none. */
export function fileProblemWords(code: string, { line, column }: FileLocation): string | null {
  const sentence = sentences[code]
  if (sentence === undefined) return null
  const places = [line === undefined ? '' : `dòng ${line}`, column === undefined ? '' : `cột “${column}”`]
  const place = places.filter((text) => text !== '').join(', ')
  return place === '' ? `${sentence}.` : `${sentence} (${place}).`
}
