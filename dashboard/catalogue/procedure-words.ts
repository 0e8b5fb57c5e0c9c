import { countText } from '#core/words/format'
import type { ImportIssue } from '#contract/mapping'
import type { ProcedureReport } from '#contract/procedures'
import type { Failure } from '../app/client.ts'
import { failureWords } from '../i18n/failure-words.ts'

const issues: Readonly<Record<string, string>> = {
  unknown_area: 'lĩnh vực chưa có, thủ tục mới xếp vào “Lĩnh vực khác”',
  no_area: 'chưa ghi lĩnh vực, thủ tục mới xếp vào “Lĩnh vực khác”',
  required: 'ô này còn trống, dòng không được nhập',
  too_long: 'nội dung quá dài, dòng không được nhập',
  repeated_code: 'mã này đã có ở dòng trên, dòng không được nhập',
  number_not_text: 'mã lưu dạng số nên có thể mất số 0; mời đổi cột sang dạng chữ (Text)',
  invalid_format: 'mã chưa đúng dạng, dòng không được nhập',
}

/** One thing wrong with one cell of a list: `Dòng 3, cột “Mã TTHC”, “1.00119”: …`. */
export function listIssueWords({ row, column, code, value }: ImportIssue): string {
  const quoted = value === '' ? '' : `, “${value}”`
  return `Dòng ${row}, cột “${column}”${quoted}: ${issues[code] ?? `chưa đúng (${code})`}.`
}

export interface ReportLine {
  readonly count: string
  readonly words: string
}

/** What a list brings, or has brought, in the order in which it matters. */
export function reportLines(report: ProcedureReport): readonly ReportLine[] {
  const lines = [
    { count: report.read, words: 'thủ tục trong tệp' },
    { count: report.added, words: 'thêm mới' },
    { count: report.changed, words: 'thay đổi tên, lĩnh vực hoặc cấp' },
    { count: report.unchanged, words: 'giữ nguyên' },
    { count: report.retired, words: 'ngừng dùng' },
    { count: report.rejected, words: 'dòng không nhập được' },
  ]
  return lines
    .filter(({ count }, index) => index === 0 || count > 0)
    .map(({ count, words }) => ({ count: countText(count), words }))
}

const problems: Readonly<Record<string, string>> = {
  missing_column: 'Không thấy dòng tiêu đề có đủ ba cột “Mã TTHC”, “Tên thủ tục”, “Lĩnh vực”.',
  empty_file: 'Dưới dòng tiêu đề không có thủ tục nào.',
  not_utf8: 'Tệp CSV chưa ở mã UTF-8. Trong Excel, mời lưu lại bằng “CSV UTF-8” hoặc .xlsx.',
  not_xlsx: 'Tệp không mở được như tệp Excel. Mời lưu lại dạng .xlsx.',
  too_slow: 'Đọc tệp quá lâu. Mời bỏ bớt trang tính và dòng.',
  bad_format: 'Tệp không đọc được như tệp CSV. Mời lưu lại dạng .xlsx.',
}

/** Why a list could not be read as a whole. */
export function listFailureWords(failure: Failure): string {
  if (failure.code === 'too_large') return 'Tệp lớn hơn 5 MB hoặc quá nhiều dòng. Mời bỏ bớt trang tính và hình ảnh.'
  if (failure.code === 'unsupported_media_type') return 'Chỉ nhận tệp .xlsx hoặc .csv.'
  const [issue] = failure.issues
  return (issue && problems[issue.code]) ?? failureWords(failure)
}
