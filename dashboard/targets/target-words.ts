import { countText, dateText, intervalText } from '#core/words/format'
import type { ExternalResult } from '#contract/external-results'
import type { Target } from '#contract/targets'
import type { Stage } from '#core/questions/questionnaire'
import { stageWords } from '#core/words/stages'

/** Which answers a target counts: `chỉ tính lượt nhận kết quả`; null where it counts all. */
export function stagesWords(stages: readonly Stage[] | null): string | null {
  if (stages === null) return null
  const named = stages.map((stage) => stageWords[stage].toLowerCase())
  return `chỉ tính lượt ${named.join(' và ')}`
}

/** `Từ 01/01/2026 đến 31/12/2026, đang áp dụng`. */
export function validityWords({ validFrom, validTo }: Pick<Target, 'validFrom' | 'validTo'>, today: string): string {
  const range = `Từ ${dateText(validFrom)} đến ${dateText(validTo)}`
  if (validTo < today) return `${range}, đã hết hạn`
  return validFrom > today ? `${range}, chưa đến hạn` : `${range}, đang áp dụng`
}

/** What stands beside a result of others: `300 lượt · khoảng tin cậy 95%: 83,1–90,6%`. */
export function basisWords({ answers, interval }: Pick<ExternalResult, 'answers' | 'interval'>): string {
  if (answers === null) return 'không rõ số lượt'
  const count = `${countText(answers)} lượt`
  return interval === null ? count : `${count} · khoảng tin cậy 95%: ${intervalText(interval)}`
}
