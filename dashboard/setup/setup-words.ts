import { clockText, weekdayWords } from '#core/words/moments'
import { targetText } from '#core/words/targets'
import type { Setup } from '#contract/setup'
import type { TargetPreset } from '#contract/targets'
import type { OpeningSpan } from '#core/time/opening-hours'
import { issueAt } from '../i18n/failure-words.ts'
import type { Failure } from '../app/client.ts'

const issueWords: Readonly<Record<string, string>> = {
  unknown_unit: 'Không có đơn vị hành chính này.',
  already_exists: 'Tên hoặc mã này đã được dùng.',
  repeated: 'Tên này bị lặp lại.',
  device_there: 'Có quầy bị bỏ nhưng còn thiết bị đánh giá. Mời chuyển hoặc thu hồi thiết bị trước.',
  never_open: 'Cần có ít nhất một buổi tiếp nhận trong tuần.',
  closes_before_opens: 'Giờ kết thúc phải sau giờ bắt đầu.',
  spans_overlap: 'Hai buổi trong ngày đang chồng lên nhau.',
  too_few: 'Cần có ít nhất một mục.',
  too_short: 'Mục này còn trống.',
  not_absolute: 'Mời nhập đường dẫn đầy đủ, ví dụ D:\\sao-luu hoặc /mnt/sao-luu.',
  folder_missing:
    'Chưa có thư mục này trên máy chủ. Mời đánh dấu “Tạo thư mục này nếu chưa có”, hoặc chọn thư mục khác.',
  not_a_folder: 'Đường dẫn này là một tệp, không phải thư mục.',
  not_writable: 'Máy chủ không ghi được vào thư mục này.',
  inside_served: 'Thư mục này chứa các trang mà ai cũng mở được. Mời chọn nơi khác.',
  inside_data: 'Thư mục này nằm trong thư mục dữ liệu: hỏng một là mất cả hai. Mời chọn nơi khác.',
}

/** What is wrong with one field of the set-up; undefined when nothing is. */
export function setupIssueAt(failure: Failure | null, path: string): string | undefined {
  const issue = failure?.issues.find((candidate) => candidate.path === path)
  return issue === undefined ? undefined : (issueWords[issue.code] ?? issueAt(failure, path))
}

/** What is wrong with the folder that was typed; undefined when nothing is. */
export function folderIssue(failure: Failure | null, folder: string): string | undefined {
  const isAlone = failure?.issues.some(({ path, code }) => path === 'folder' && code === 'parent_missing') ?? false
  if (!isAlone) return setupIssueAt(failure, 'folder')
  const parent = parentOf(folder)
  return `Chưa có thư mục ${parent} trên máy chủ, nên không tạo được thư mục con trong đó. Mời tạo ${parent} trước, hoặc chọn nơi đã có.`
}

/** The folder around a folder, as written on either kind of machine: `D:\sao-luu` of `D:\sao-luu\hai-long`. */
function parentOf(folder: string): string {
  const [parent = ''] = /^.*(?=[\\/][^\\/]+[\\/]*$)/.exec(folder.trim()) ?? []
  return parent
}

/** `7:30`, `07h30`, `7h` or `17.00` as minutes since midnight; null when it is no time of a day. */
export function clockMinutes(text: string): number | null {
  const match = /^(\d{1,2})(?:[:.hg](\d{2})?)?$/i.exec(text.trim())
  if (match === null) return null
  const hours = Number(match[1])
  const minutes = Number(match[2] ?? 0)
  return hours <= 24 && minutes < 60 && hours * 60 + minutes <= 1440 ? hours * 60 + minutes : null
}

const spanText = ({ opens, closes }: OpeningSpan): string => `${clockText(opens)}–${clockText(closes)}`

/** The week in one line: `Thứ Hai đến Thứ Sáu: 07:30–11:30, 13:30–17:00`. */
export function weekText(week: Setup['hours']['week']): string {
  const days = week.map((spans) => spans.map(spanText).join(', '))
  const parts: string[] = []
  for (let from = 0; from < days.length; from += 1) {
    let to = from
    while (to + 1 < days.length && days[to + 1] === days[from]) to += 1
    if (days[from] !== '') parts.push(`${dayRange(from, to)}: ${days[from] ?? ''}`)
    from = to
  }
  return parts.join('; ')
}

const dayRange = (from: number, to: number): string =>
  from === to ? (weekdayWords[from] ?? '') : `${weekdayWords[from] ?? ''} đến ${weekdayWords[to] ?? ''}`

/**
 * Sample plans called by what they ask for, `Mẫu: ≥ 90%, đất đai ≥ 85%`, because the communes they come from say nothing to
 * another office and some are no more. Each title with the code of the first plan of which it is true.
 */
export function sampleTitles(presets: readonly TargetPreset[]): readonly (readonly [title: string, code: string])[] {
  const titles = new Map<string, string>()
  for (const { code, targets } of presets) {
    const shares = targets.filter(({ measure }) => measure === 'share')
    const all = shares.find(({ group }) => group === 'chung')
    const land = shares.find(({ group }) => group === 'dat-dai-xay-dung')
    if (all === undefined) continue
    const title = `Mẫu: ${targetText(all)}${land === undefined ? '' : `, đất đai ${targetText(land)}`}`
    if (!titles.has(title)) titles.set(title, code)
  }
  return [...titles]
}

/** Room on a disk: `120 GB`. */
export const roomText = (bytes: number): string =>
  bytes >= 1e9 ? `${Math.floor(bytes / 1e9)} GB` : `${Math.floor(bytes / 1e6)} MB`
