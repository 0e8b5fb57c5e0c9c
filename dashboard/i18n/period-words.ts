import { dateText } from '#core/words/format'

/** Which days the figures are of: a period that goes on has none yet of the days to come. Civil dates, both inclusive. */
export function daysWords({ from, to }: { readonly from: string; readonly to: string }, today: string): string {
  return to < today
    ? `Số liệu từ ${dateText(from)} đến ${dateText(to)}`
    : `Số liệu từ ${dateText(from)} đến nay; kỳ kết thúc ngày ${dateText(to)}`
}
