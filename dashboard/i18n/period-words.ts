import type { FigureEdition, SatisfactionReply } from '#contract/satisfaction'
import { beganWithin } from '#core/statistics/coverage'
import { dateText } from '#core/words/format'

/**
 * Which days the figures are of: from the day on which the office began where that lies within them, and a period that
 * goes on has none yet of the days to come. Where the office had not begun there are no figures, and no days of theirs.
 */
export function daysWords(
  { from, to, coverage: { firstDay } }: Pick<SatisfactionReply, 'from' | 'to' | 'coverage'>,
  today: string,
): string {
  if (firstDay === null || firstDay > to)
    return `Kỳ từ ngày ${dateText(from)} đến ngày ${dateText(to)}, chưa có lượt đánh giá`
  const began = beganWithin({ from, to }, firstDay)
  const start = began === null ? dateText(from) : `${dateText(began)} (ngày bắt đầu dùng)`
  return to < today
    ? `Số liệu tính từ ngày ${start} đến ngày ${dateText(to)}`
    : `Số liệu tính từ ngày ${start} đến nay; kỳ kết thúc ngày ${dateText(to)}`
}

/** Whether figures of a period still move: `đã chốt ngày 05/10/2026`, of an amendment with its number; `đang chạy`. */
export function stateWords(edition: Pick<FigureEdition, 'number' | 'closedAt'> | null | undefined): string {
  if (!edition) return 'đang chạy'
  const number = edition.number > 1 ? `, bản số ${edition.number}` : ''
  return `đã chốt ngày ${dateText(edition.closedAt.slice(0, 10))}${number}`
}
