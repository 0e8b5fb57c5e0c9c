import { dateText } from '#core/words/format'

const quarters = { Q1: 'Quý I', Q2: 'Quý II', Q3: 'Quý III', Q4: 'Quý IV' } as const

/** A period as an officer says it: `Quý IV/2026`, `Tháng 3/2026`, `6 tháng đầu năm 2026`, `Năm 2026`. */
export function periodWords(period: string): string {
  const year = period.slice(0, 4)
  const part = period.slice(5)
  if (part === '') return `Năm ${year}`
  if (part === '6M') return `6 tháng đầu năm ${year}`
  if (part === '9M') return `9 tháng đầu năm ${year}`
  if (part === 'Q1' || part === 'Q2' || part === 'Q3' || part === 'Q4') return `${quarters[part]}/${year}`
  return `Tháng ${Number(part)}/${year}`
}

/** Which days the figures are of: a period that goes on has none yet of the days to come. Civil dates, both inclusive. */
export function daysWords({ from, to }: { readonly from: string; readonly to: string }, today: string): string {
  return to < today
    ? `Số liệu từ ${dateText(from)} đến ${dateText(to)}`
    : `Số liệu từ ${dateText(from)} đến nay; kỳ kết thúc ngày ${dateText(to)}`
}
