import { countText, dateText, intervalText } from '#core/words/format'
import type { ExternalResult } from '#contract/external-results'
import type { Target } from '#contract/targets'
import type { Stage } from '#core/questions/questionnaire'
import { groupWords } from '#core/words/groups'
import { stageWords } from '#core/words/stages'

/** Which answers a target counts: `chỉ tính lượt nhận kết quả`; null where it counts all. */
export function stagesWords(stages: readonly Stage[] | null): string | null {
  if (stages === null) return null
  const named = stages.map((stage) => stageWords[stage].toLowerCase())
  return `chỉ tính lượt ${named.join(' và ')}`
}

/** `Từ 01/01/2026 đến 31/12/2026, đang áp dụng`; of two that hold at once only one is in use. */
export function validityWords(
  { validFrom, validTo, kind }: Pick<Target, 'validFrom' | 'validTo' | 'kind'>,
  today: string,
  replacedBy: string | null = null,
): string {
  const range = `Từ ${dateText(validFrom)} đến ${dateText(validTo)}`
  if (validTo < today) return `${range}, đã hết hạn`
  if (replacedBy !== null) return `${range}, được thay bằng ${replacedBy}`
  if (validFrom > today) return `${range}, chưa đến hạn`
  return kind === 'milestone' ? `${range}, hướng tới mốc ${validTo.slice(0, 4)}` : `${range}, đang áp dụng`
}

/** What a result of others is about. */
export const resultName = ({ group, title }: Pick<ExternalResult, 'group' | 'title'>): string =>
  title ?? groupWords(group)

/** What stands beside a result of others: `1.200 người được hỏi · xếp hạng 10/18`. */
export function basisWords(result: Pick<ExternalResult, 'answers' | 'interval' | 'rank' | 'target'>): string {
  const { answers, interval, rank, target } = result
  const askedWords = answers === null ? 'không công bố số người được hỏi' : `${countText(answers)} người được hỏi`
  return [
    askedWords,
    interval === null ? '' : `khoảng tin cậy 95%: ${intervalText(interval, target)}`,
    rank === null ? '' : `xếp hạng ${rank}`,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
