import type { ReasonRow, ReasonsReply } from '#contract/reasons'
import { uncapitalized } from '#core/text/capitals'
import { countText, percentText } from '#core/words/format'
import { suppressionWords } from '#core/words/suppression'

/** The fewest answers of a number that those who run the office see. */
const SMALLEST = 5

/** What most people want, in one sentence; what is said where nobody can be told. */
export function leadWords({ answered, rows }: ReasonsReply): string {
  const [first, second] = rows
  if (answered === 0) return 'Chưa có lượt nào được hỏi điều cần làm tốt hơn trong kỳ này.'
  if (first === undefined) return 'Chưa ai nêu điều cần làm tốt hơn trong kỳ này.'
  if (first.chosen === null) return 'Còn ít người nêu, nên chưa hiện số lượt của từng nội dung.'
  const most = `Nhiều nhất: ${uncapitalized(first.label)}, ${countText(first.chosen)} lượt chọn`
  return second === undefined || second.chosen === null
    ? `${most}.`
    : `${most}; rồi đến ${uncapitalized(second.label)}, ${countText(second.chosen)} lượt.`
}

/** `trên 121 lượt chưa hài lòng`; what the shares are of. */
export const baseWords = ({ dissatisfied }: ReasonsReply): string =>
  dissatisfied === null ? '' : `${countText(dissatisfied)} lượt chưa hài lòng`

export const hiddenReason = ({ suppressed }: Pick<ReasonRow, 'suppressed'>): string =>
  suppressionWords(suppressed, SMALLEST) ?? ''

export const shareWords = ({ dissatisfiedShare }: ReasonRow): string =>
  dissatisfiedShare === null ? '–' : percentText(dissatisfiedShare)

/** How long the bars of those who chose a reason are beside the longest, 0 to 1: all of them, and the dissatisfied part. */
export function barLengths(rows: readonly ReasonRow[], { chosen, dissatisfied }: ReasonRow) {
  const longest = Math.max(1, ...rows.map((row) => row.chosen ?? 0))
  return { all: (chosen ?? 0) / longest, part: (dissatisfied ?? 0) / longest }
}
