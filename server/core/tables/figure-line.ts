import type { Suppression } from '../disclosure/suppression.ts'
import { wilsonInterval } from '../statistics/interval.ts'
import type { Tally } from '../statistics/tally.ts'
import { answeredCount, satisfiedCount } from '../statistics/tally.ts'
import type { RequiredShare } from '../statistics/target.ts'
import { targetText } from '../words/targets.ts'
import type { TypedCell, TypedColumn } from './typed-table.ts'
import { countCell, levelCells, noCell, shareCell, textCell } from './typed-table.ts'

/** A share with what a table of shares and targets says of it. */
export interface FigureLine {
  readonly key: string
  readonly label: string
  readonly tally: Tally
  readonly target: Pick<RequiredShare, 'operator' | 'value' | 'source'> | null
  /** What is said of the share beside its target; null: such a row is not judged. */
  readonly judgement: string | null
  /** The target counts some stages only, so what is said is about a part of the row. */
  readonly isPart: boolean
}

/** The columns of Bảng 2, the same whatever its rows are. */
export const figureColumns = (rows: string): readonly TypedColumn[] => [
  { code: 'tt', label: 'TT', kind: 'text' },
  { code: 'noi-dung', label: rows, kind: 'text' },
  { code: 'so-luot', label: 'Số lượt', kind: 'number' },
  { code: 'n1', label: 'Rất không hài lòng', kind: 'number' },
  { code: 'n2', label: 'Không hài lòng', kind: 'number' },
  { code: 'n3', label: 'Bình thường', kind: 'number' },
  { code: 'n4', label: 'Hài lòng', kind: 'number' },
  { code: 'n5', label: 'Rất hài lòng', kind: 'number' },
  { code: 'hai-long', label: 'Hài lòng + Rất hài lòng', kind: 'number' },
  { code: 'ty-le', label: 'Tỷ lệ hài lòng (%)', kind: 'number' },
  { code: 'khoang', label: 'Khoảng tin cậy 95%', kind: 'number' },
  { code: 'chi-tieu', label: 'Chỉ tiêu', kind: 'text' },
  { code: 'danh-gia', label: 'Đánh giá', kind: 'text' },
  { code: 'ky-truoc', label: 'Kỳ trước (%)', kind: 'number' },
]

/** The cells from "Số lượt" to "Đánh giá". */
export function figureCells({ tally, target, judgement }: FigureLine): readonly TypedCell[] {
  const answered = answeredCount(tally)
  const value = target?.value ?? null
  const interval = wilsonInterval(satisfiedCount(tally), answered)
  return [
    countCell(answered),
    ...levelCells(tally),
    countCell(satisfiedCount(tally)),
    shareCell(tally, value),
    interval === null ? noCell('no_answers') : { kind: 'interval', ...interval, target: value },
    target === null ? noCell('not_judged') : textCell(targetText(target)),
    judgement === null ? noCell('not_judged') : textCell(judgement),
  ]
}

/** The same of a row that is hidden: its target and what is said of it go too. */
export const hiddenFigureCells = (why: NonNullable<Suppression>): readonly TypedCell[] =>
  Array.from({ length: figureColumns('').length - 3 }, () => noCell(why === 'few' ? 'few' : 'complement'))
