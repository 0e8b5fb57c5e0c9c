import { countText, tablePercent, tablePoints } from '../words/format.ts'
import type { MissingCell, TypedCell } from './typed-table.ts'

/** What stands in a cell that says nothing. */
export const DASH = '–'

/** A cell as a person reads it; percentages without their sign, which the head of the column says. */
export function cellText(cell: TypedCell): string {
  switch (cell.kind) {
    case 'text':
      return cell.text
    case 'count':
      return countText(cell.count)
    case 'share':
      return tablePercent(cell.part / cell.whole, comparedWith(cell.target))
    case 'interval': {
      const target = comparedWith(cell.target)
      return `${tablePercent(cell.low, target)}–${tablePercent(cell.high, target)}`
    }
    case 'points':
      return `${tablePoints(cell.points)}${cell.sure === false ? '*' : ''}`
    case 'none':
      return DASH
  }
}

/** Below a table in which a change may be chance. */
export const CHANCE_NOTE = '* Chưa rõ tăng hay giảm (thay đổi có thể do ngẫu nhiên).'
/** Below a table in which a cell is hidden. */
export const FEW_NOTE = '“–”: dưới 5 lượt, không nêu; có ô không nêu để không suy ra được ô dưới 5 lượt.'

/** Why a cell says nothing, in words: of a dash nobody can tell. */
export const missingCellWords: Readonly<Record<MissingCell, string>> = {
  few: 'dưới 5 lượt, không nêu',
  complement: 'không nêu, để không suy ra được ô dưới 5 lượt',
  no_answers: 'chưa có lượt nào chọn mức hài lòng',
  not_before: 'kỳ trước không có số liệu để so sánh',
  not_judged: 'không xét chỉ tiêu',
}

const comparedWith = (target: number | null): { readonly value: number } | null =>
  target === null ? null : { value: target }
