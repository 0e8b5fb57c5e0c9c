import type { SatisfactionRow } from '#contract/satisfaction'
import { DASH } from '#core/tables/cell-text'
import { satisfiedCount } from '#core/statistics/tally'
import { tablePercent } from '#core/words/format'
import { suppressionWords } from '#core/words/suppression'
import { targetText } from '#core/words/targets'
import type { FileCells, FileLine, FileValue } from '../../files/file-sheet.ts'
import { judgementWords } from '../tables/figure-lines.ts'
import { printedNumber } from './typed-sheet.ts'

/** What rows are shown beside each other. */
export interface FigurePart {
  /** `Theo lĩnh vực`. */
  readonly title: string
  readonly rows: readonly SatisfactionRow[]
  /** Whether they sum up. */
  readonly isTotal: boolean
}

export interface FigureSheetRules {
  /** Whether the five levels are shown. */
  readonly levels: boolean
  readonly smallestCell: number
  /** Whether the range is long enough for a verdict to mean much. */
  readonly isJudged: boolean
}

const levelLabels = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng'] as const
const countLabels = [...levelLabels, 'Hài lòng + Rất hài lòng', 'Không có ý kiến'] as const

export const figureLabels = ({ levels, isJudged }: FigureSheetRules): readonly string[] => [
  ...['Bảng', 'Nội dung', 'Mã', 'Bộ câu hỏi (mã)', 'Lượt nhận được', 'Lượt có trả lời'],
  ...(levels ? countLabels : []),
  ...['Tỷ lệ hài lòng (%)', 'Khoảng tin cậy 95%, từ (%)', 'Khoảng tin cậy 95%, đến (%)', 'Chỉ tiêu'],
  ...(isJudged ? ['Đánh giá'] : []),
  'Ghi chú',
]

export function figureLines(parts: readonly FigurePart[], rules: FigureSheetRules): readonly FileLine[] {
  return parts.flatMap(({ title, rows, isTotal }) =>
    rows.map((row) => (isTotal ? { strong: cellsOf(title, row, rules) } : cellsOf(title, row, rules))),
  )
}

function cellsOf(title: string, row: SatisfactionRow, rules: FigureSheetRules): FileCells {
  const { key, label, comparable, received, answered, satisfiedShare, interval, target } = row
  const percent = (share: number | null): FileValue =>
    share === null ? DASH : printedNumber(tablePercent(share, target))
  return [
    ...[title, label, key, comparable, received ?? DASH, answered ?? DASH],
    ...(rules.levels ? levelsOf(row) : []),
    ...[percent(satisfiedShare), percent(interval?.low ?? null), percent(interval?.high ?? null)],
    target === null ? null : targetText(target),
    ...(rules.isJudged ? [judgementWords(row)] : []),
    suppressionWords(row.suppressed, rules.smallestCell),
  ]
}

function levelsOf({ tally }: SatisfactionRow): FileCells {
  if (tally === null) return countLabels.map(() => DASH)
  const { n1, n2, n3, n4, n5, n0 } = tally
  return [n1, n2, n3, n4, n5, satisfiedCount(tally), n0]
}
