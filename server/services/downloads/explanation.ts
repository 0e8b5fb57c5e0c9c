import { dateText } from '#core/words/format'
import { momentInSentence } from '#core/words/moments'
import { civilDate, civilTime } from '#core/time/civil-time'
import { definition } from '../figures/definition.ts'
import type { Explanation } from './table-file.ts'

/** The newest edition that figures are of; null: they are those of the moment. */
export type FileEdition = { readonly number: number; readonly closedAt: string } | null

export interface ExplainedFigures {
  readonly unit: { readonly code: string; readonly name: string }
  readonly range: { readonly from: string; readonly to: string }
  /** What the figures were narrowed to, in words; '' for nothing. */
  readonly filter: string
  readonly state: string
  /** Each with where it comes from. */
  readonly targets: readonly string[]
  /** The fewest answers that are shown. */
  readonly smallestCell: number
}

/** The last sheet, or the last lines, of every file of figures. */
export function explain({ unit, range, filter, state, targets, smallestCell }: ExplainedFigures): Explanation {
  return [
    ['Đơn vị', `${unit.name} (mã ${unit.code})`],
    ['Kỳ số liệu', `từ ngày ${dateText(range.from)} đến ngày ${dateText(range.to)}`],
    ...(filter === '' ? [] : [['Chỉ tính', filter] as const]),
    ['Tình trạng', state],
    ['Đơn vị tính', 'lượt đánh giá; tỷ lệ tính bằng %, làm tròn như trên trang'],
    ['Tỷ lệ hài lòng', definition.text],
    ['Khoảng tin cậy 95%', 'tỷ lệ thật có thể lệch đến đâu khi chỉ một phần người dân đánh giá (phương pháp Wilson)'],
    ...targets.map((target) => ['Chỉ tiêu', target] as const),
    [
      'Dấu “–”',
      `dưới ${smallestCell} lượt nên không nêu, hoặc không nêu để không suy ra được ô dưới ${smallestCell} lượt; cũng dùng khi không có số liệu để tính`,
    ],
    ['Cách đánh giá', 'không ghi tên, số điện thoại, mã hồ sơ; kết quả do đơn vị tự đánh giá, không phải Chỉ số SIPAS'],
  ]
}

/** Whether figures still move. @param now milliseconds since the epoch */
export function stateWords(edition: FileEdition, now: number): string {
  return edition === null
    ? `đang chạy, lấy lúc ${momentInSentence(civilTime(now))}`
    : `đã chốt, bản số ${edition.number}, ngày ${dateText(civilDate(Date.parse(edition.closedAt)))}`
}
