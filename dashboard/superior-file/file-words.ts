import type { SuperiorFileSummary } from '#contract/files/superior-file'
import { givenUpWords } from '#core/superior-file/columns'
import { countText } from '#core/words/format'

/** What would be in a file, a sentence each. */
export function summaryWords({ rows, leftOut }: SuperiorFileSummary): readonly string[] {
  if (rows === 0) return ['Kỳ này có quá ít lượt giống nhau nên tệp không có dòng nào.']
  return [
    `Tệp có ${countText(rows)} dòng, mỗi dòng một lượt đánh giá.`,
    leftOut === 0
      ? 'Mọi lượt của kỳ đều có trong tệp.'
      : `${countText(leftOut)} lượt không đưa vào tệp: quá ít lượt giống nhau nên có thể nhận ra người đánh giá.`,
  ]
}

/** What rows of a file do not say, though it was said, so that nobody is told apart. */
export const generalisedWords = ({ generalised }: SuperiorFileSummary): readonly string[] =>
  Object.entries(generalised)
    .filter(([, rows]) => rows > 0)
    .map(([name, rows]) => `${countText(rows)} dòng không ghi riêng ${givenUpWords[name] ?? name}`)
