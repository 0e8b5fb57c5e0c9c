import { countText, percentText } from '#core/words/format'
import { suppressionWords } from '#core/words/suppression'
import { shortPercent } from '#core/words/targets'
import { smallestEvidentCount } from '#core/statistics/target'
import { stageWords } from '#core/words/stages'
import type { SatisfactionRow } from '#contract/satisfaction'

type FigureTarget = NonNullable<SatisfactionRow['target']>

/** What those who run the office see: cells of five. Officers and supervisors see cells of ten. */
const OFFICE_CELL = 5

/** What stands where a share would while there is none: why it is hidden, or what it waits for. */
export function missingWords(row: Pick<SatisfactionRow, 'suppressed' | 'tally'>, smallestCell = OFFICE_CELL): string {
  const nobodyChose = (row.tally?.n0 ?? 0) > 0
  return (
    suppressionWords(row.suppressed, smallestCell) ??
    (nobodyChose ? 'chưa có lượt nào chọn mức hài lòng' : 'chờ tổng hợp')
  )
}

/** What the figure means for the target, never more certain than the numbers. `minimumAnswers` is the unit's setting. */
export function meaningWords(row: SatisfactionRow, minimumAnswers: number, smallestCell = OFFICE_CELL): string {
  const { target } = row
  if (row.answered === null || row.interval === null) return hiddenWords(row, smallestCell)
  const { answered, interval } = row.basis ?? row
  if (answered === null || interval === null)
    return 'Chỉ tiêu chỉ tính lượt ở một số khâu; số lượt ở các khâu còn lại quá ít nên không đưa ra kết luận.'
  if (row.evidence === 'too_few') {
    return `Cần từ ${countText(minimumAnswers)} lượt mới đưa ra kết luận; hiện có ${countText(answered)} lượt.`
  }
  const range = `nằm trong khoảng ${percentText(interval.low, target)} đến ${percentText(interval.high, target)}`
  const likely = `Do chỉ một phần người dân đánh giá, tỷ lệ thật nhiều khả năng ${range}`
  if (target === null || row.verdict === null) return `${likely}.`
  if (row.evidence === 'sufficient') return `${likely}, ${row.verdict === 'met' ? 'cao' : 'thấp'} hơn mức chỉ tiêu.`
  return `${likely}, chưa đủ căn cứ để khẳng định.${evidentWords(target, answered)}`
}

function evidentWords({ value }: FigureTarget, answered: number): string {
  const needed = smallestEvidentCount(value)
  if (!Number.isFinite(needed) || answered >= needed) return ''
  return ` Với chỉ tiêu ${shortPercent(value)}, cần ít nhất ${countText(needed)} lượt mới có thể khẳng định là đạt.`
}

function hiddenWords({ suppressed, received }: SatisfactionRow, smallestCell: number): string {
  if (received === 0) return 'Chưa có lượt nào trong kỳ này.'
  const got = `Đã nhận ${countText(received)} lượt.`
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
