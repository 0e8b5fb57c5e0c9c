import { countText, dateText, percentText, pointsText } from '#core/words/format'
import { suppressionWords } from '#core/words/suppression'
import { shortPercent, targetText } from '#core/words/targets'
import { smallestEvidentCount } from '#core/statistics/target'
import { stageWords } from '#core/words/stages'
import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'

type FigureTarget = NonNullable<SatisfactionRow['target']>

/** What those who run the office see: cells of five. Officers and supervisors see cells of ten. */
const OFFICE_CELL = 5

/** What stands where a share would while there is none: why it is hidden, or what it waits for. */
export function missingWords(row: Missing, smallestCell = OFFICE_CELL): string {
  if (row.awaitsRelease) return AWAITS
  const nobodyChose = (row.tally?.n0 ?? 0) > 0
  return suppressionWords(row.suppressed, smallestCell) ?? (nobodyChose ? NOBODY_CHOSE : AWAITS)
}

type Missing = Pick<SatisfactionRow, 'suppressed' | 'tally' | 'awaitsRelease'>

const AWAITS = 'chờ hết ngày'
const NOBODY_CHOSE = 'chưa có lượt nào chọn mức hài lòng'

/** What has to be known beside a figure to say what it means. */
export interface MeaningContext {
  /** The unit's setting. */
  readonly minimumAnswers: number
  /** The fewest answers of a cell that the reader sees. */
  readonly smallestCell: number
  /** The days that the figure was asked for, and how many of them it speaks of. */
  readonly coverage: Pick<SatisfactionReply['coverage'], 'openDays' | 'ratedDays'>
  readonly today: string
}

/** What the figure means for the target, never more certain than the numbers. */
export function meaningWords(row: SatisfactionRow, context: MeaningContext): string {
  const { target } = row
  const { minimumAnswers } = context
  if (row.answered === null || row.interval === null) return hiddenWords(row, context)
  const { answered, interval } = row.basis ?? row
  if (answered === null || interval === null)
    return 'Chỉ tiêu chỉ tính lượt ở một số khâu; số lượt ở các khâu còn lại quá ít nên không đưa ra kết luận.'
  if (row.evidence === 'too_few') {
    const needed = `Cần từ ${countText(minimumAnswers)} lượt mới đưa ra kết luận`
    return row.awaitsRelease
      ? `${needed}; đã tổng hợp ${countText(answered)} lượt, số còn lại ${atDaysEnd(context)}.`
      : `${needed}; hiện có ${countText(answered)} lượt.`
  }
  const range = `nằm trong khoảng ${percentText(interval.low, target)} đến ${percentText(interval.high, target)}`
  const likely = `Do chỉ một phần người dân đánh giá, tỷ lệ thật nhiều khả năng ${range}`
  if (row.evidence === 'partial') return `${partialWords(context)} ${likely}.`
  if (target?.milestone !== undefined && row.satisfiedShare !== null)
    return `So với mốc ${shortPercent(target.value)} đến năm ${target.milestone}: ${pointsText((row.basis?.satisfiedShare ?? row.satisfiedShare) - target.value)} phần trăm. ${likely}.`
  if (target === null || row.verdict === null) return `${likely}.`
  if (row.evidence === 'sufficient') return `${likely}, ${row.verdict === 'met' ? 'cao' : 'thấp'} hơn mức chỉ tiêu.`
  return `${likely}, chưa đủ căn cứ để khẳng định.${evidentWords(target, answered)}`
}

function partialWords({ coverage: { openDays, ratedDays } }: MeaningContext): string {
  const needed = countText(Math.ceil(openDays / 2))
  return (
    `Mới có lượt đánh giá ở ${countText(ratedDays)} trong ${countText(openDays)} ngày làm việc của kỳ; ` +
    `cần từ ${needed} ngày mới đưa ra kết luận cho cả kỳ.`
  )
}

/** `được tổng hợp sau khi hết ngày hôm nay (28/11)`. */
const atDaysEnd = ({ today }: MeaningContext): string =>
  `được tổng hợp sau khi hết ngày hôm nay (${dateText(today).slice(0, 5)})`

function evidentWords({ value }: FigureTarget, answered: number): string {
  const needed = smallestEvidentCount(value)
  if (!Number.isFinite(needed) || answered >= needed) return ''
  return ` Với chỉ tiêu ${shortPercent(value)}, cần ít nhất ${countText(needed)} lượt mới có thể khẳng định là đạt.`
}

function hiddenWords(row: SatisfactionRow, context: MeaningContext): string {
  const { suppressed, received, awaitsRelease } = row
  const { smallestCell } = context
  if (received === 0) return 'Chưa có lượt nào trong kỳ này.'
  if (received === null) return 'Tỷ lệ được giữ kín để không suy ra được một ô ít lượt.'
  const got = `Đã nhận ${countText(received)} lượt.`
  if (awaitsRelease) return `${got} Tỷ lệ ${atDaysEnd(context)}, để không ai đoán được ai vừa chọn gì.`
  if (suppressed === 'range' && smallestCell > OFFICE_CELL) return `${got} Tỷ lệ hiện khi kỳ này đã kết thúc.`
  if (suppressed === 'range') return `${got} Khoảng ngày này chưa có số liệu tổng hợp.`
  if (suppressed === 'complement') return `${got} Tỷ lệ được giữ kín để không suy ra được một ô ít lượt.`
  return `${got} Tỷ lệ hiện khi có từ ${smallestCell} lượt đã tổng hợp trở lên, để không ai suy ra được đánh giá của một người.`
}

/** What the verdict is about where the target counts some stages only: `lượt nhận kết quả: 97,1% (40 lượt)`; else null. */
export function verdictBasisWords({ basis, target }: Pick<SatisfactionRow, 'basis' | 'target'>): string | null {
  if (basis === null) return null
  const stages = `lượt ${basis.stages.map((stage) => stageWords[stage].toLowerCase()).join(' và ')}`
  if (basis.satisfiedShare === null || basis.answered === null) return `${stages}: quá ít để hiện`
  return `${stages}: ${percentText(basis.satisfiedShare, target)} (${countText(basis.answered)} lượt)`
}

/** That rows without a target of their own are held against the one of all; null where none is, or nobody judges. */
export function commonTargetWords(rows: readonly FigureRow[], whole: FigureRow, what: string): string | null {
  const { target } = whole
  if (target === null || !rows.some((row) => row.target?.source === target.source)) return null
  return `${what} không có chỉ tiêu riêng được so với chỉ tiêu chung ${targetText(target)}.`
}

type FigureRow = Pick<SatisfactionRow, 'target'>
