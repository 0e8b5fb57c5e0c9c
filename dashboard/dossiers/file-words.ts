import type { DossierCell } from '#contract/dossiers'
import type { ImportIssue } from '#contract/mapping'
import { dossierFields, returnedCount, sumDossiers } from '#core/dossiers/counts'
import { countText } from '#core/words/format'
import type { Failure } from '../app/client.ts'
import { failureWords } from '../i18n/failure-words.ts'
import { fieldWords, monthWords } from './dossier-words.ts'

/** What a file says of one month. */
export interface FileMonth {
  readonly month: string
  readonly words: string
}

/** The months of a file with how much it says of each: what somebody compares with the file before it is stored. */
export function fileMonths(counts: readonly DossierCell[]): readonly FileMonth[] {
  const months = [...new Set(counts.map(({ month }) => month))].sort()
  return months.map((month) => {
    const cells = counts.filter((cell) => cell.month === month)
    const sum = sumDossiers(cells)
    const returned = returnedCount(sum)
    const parts = [
      `${cells.length} dòng`,
      ...(sum.received === null ? [] : [`tiếp nhận ${countText(sum.received)}`]),
      ...(returned === null ? [] : [`đã trả ${countText(returned)}`]),
      ...(sum.late === null ? [] : [`trong đó quá hạn ${countText(sum.late)}`]),
    ]
    return { month, words: `${monthWords(month)}: ${parts.join(', ')}` }
  })
}

const issues: Readonly<Record<string, string>> = {
  bad_row: 'không đọc được dòng này',
  not_a_count: 'chưa là số nguyên',
  unknown_month: 'không phải là một tháng, mời ghi như 09/2026',
  unknown_area: 'chưa có trong danh mục lĩnh vực',
  other_unit: 'là đơn vị khác với đơn vị đang chọn',
  required: 'còn thiếu, vì các cột cùng loại đã có số',
  more_than_whole: 'lớn hơn số hồ sơ mà nó là một phần',
  repeated: 'lĩnh vực này của tháng này đã có ở dòng trên',
}

/** Columns that the answer names by code, because the file may have none. */
const columnWords: ReadonlyMap<string, string> = new Map(dossierFields.map((field) => [field, fieldWords[field]]))

/** One thing wrong with one cell: `Dòng 3, cột “Lĩnh vực”, “Thiên văn”: …`. */
export function fileIssueWords({ row, column, code, value }: ImportIssue): string {
  const where = column === '' ? '' : `, cột “${columnWords.get(column) ?? column}”`
  const quoted = value === '' ? '' : `, “${value}”`
  return `Dòng ${row}${where}${quoted}: ${issues[code] ?? `chưa đúng (${code})`}.`
}

const problems: Readonly<Record<string, string>> = {
  missing_column: 'Không thấy dòng tiêu đề có cột “Lĩnh vực” cùng các cột “Trước hạn”, “Đúng hạn”, “Quá hạn”.',
  ambiguous_column: 'Có hai cột trở lên cùng một loại số liệu. Mời bỏ bớt hoặc đặt tên cột cho rõ.',
  empty_file: 'Dưới dòng tiêu đề không có số liệu nào.',
  not_utf8: 'Tệp CSV chưa ở mã UTF-8. Trong Excel, mời lưu lại bằng “CSV UTF-8” hoặc .xlsx.',
  not_xlsx: 'Tệp không mở được như tệp Excel. Mời lưu lại dạng .xlsx.',
  too_slow: 'Đọc tệp quá lâu. Mời bỏ bớt trang tính và dòng.',
  bad_format: 'Tệp không đọc được như tệp CSV. Mời lưu lại dạng .xlsx.',
}

/** Why a file could not be read as a whole. */
export function fileFailureWords(failure: Failure): string {
  if (failure.code === 'too_large') return 'Tệp lớn hơn 5 MB hoặc quá nhiều dòng. Mời bỏ bớt trang tính và hình ảnh.'
  if (failure.code === 'unsupported_media_type') return 'Chỉ nhận tệp .xlsx hoặc .csv.'
  const [issue] = failure.issues
  return (issue && problems[issue.code]) ?? failureWords(failure)
}
