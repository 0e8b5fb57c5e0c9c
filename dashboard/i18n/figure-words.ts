import { countText, percentText } from '#core/format'
import { smallestEvidentCount } from '#core/target'
import type { SatisfactionRow } from '#contract/satisfaction'

type FigureTarget = NonNullable<SatisfactionRow['target']>

/** A target as the plan writes it: `≥ 90%`, `> 82,5%`. */
export function targetText({ operator, value }: Pick<FigureTarget, 'operator' | 'value'>): string {
  return `${operator === '>=' ? '≥' : '>'} ${shortPercent(value)}`
}

/** A percentage without an empty decimal: `90%`, `82,5%`. */
export function shortPercent(share: number): string {
  return percentText(share).replace(',0%', '%')
}

/** What stands where a suppressed figure would; null when the figure is given. */
export function suppressedWords({ suppressed }: Pick<SatisfactionRow, 'suppressed'>): string | null {
  if (suppressed === null) return null
  if (suppressed === 'few') return 'dưới 5 lượt'
  return suppressed === 'complement' ? 'không hiển thị, để giữ kín một ô ít lượt' : 'chưa tổng hợp cho khoảng ngày này'
}

/** What stands where a share would while there is none: why it is hidden, or what it waits for. */
export function missingWords(row: Pick<SatisfactionRow, 'suppressed' | 'tally'>): string {
  const nobodyChose = (row.tally?.n0 ?? 0) > 0
  return suppressedWords(row) ?? (nobodyChose ? 'chưa có lượt nào có mức' : 'chờ tổng hợp')
}

/** What the figure means for the target, never more certain than the numbers. `minimumAnswers` is the unit's setting. */
export function meaningWords(row: SatisfactionRow, minimumAnswers: number): string {
  const { answered, interval, target } = row
  if (answered === null || interval === null) return hiddenWords(row)
  if (row.evidence === 'too_few') {
    return `Cần từ ${countText(minimumAnswers)} lượt mới đưa ra kết luận; hiện có ${countText(answered)} lượt.`
  }
  const range = `nằm trong khoảng ${percentText(interval.low)} đến ${percentText(interval.high)}`
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

function hiddenWords({ suppressed, received }: SatisfactionRow): string {
  if (received === 0) return 'Chưa có lượt nào trong kỳ này.'
  const got = `Đã nhận ${countText(received)} lượt.`
  if (suppressed === 'range') return `${got} Khoảng ngày này chưa có số liệu tổng hợp.`
  if (suppressed === 'complement') return `${got} Tỷ lệ được giữ kín để không suy ra được một ô ít lượt.`
  return `${got} Tỷ lệ hiện khi có từ 5 lượt đã tổng hợp trở lên, để không ai suy ra được đánh giá của một người.`
}
