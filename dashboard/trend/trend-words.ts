import { capitalized } from '#core/text/capitals'
import { countText, intervalText, percentText, pointsText } from '#core/words/format'
import { missingWords } from '../i18n/figure-words.ts'
import { shortPercent, targetText } from '#core/words/targets'
import { periodWords } from '#core/words/periods'
import type { SatisfactionRow } from '#contract/satisfaction'
import type { Change } from '#core/statistics/change'
import { methodWords } from '../i18n/words.ts'
import { NOTHING, methodCount } from './trend.ts'
import type { Trend, TrendCell, TrendLine } from './trend.ts'
import { isRunning } from './trend-window.ts'
import type { TrendStep } from './trend-window.ts'

/** How a share moved, as a table says it. */
export const changeWords: Readonly<Record<Change, string>> = {
  up: 'tăng',
  down: 'giảm',
  unclear: 'chưa rõ tăng hay giảm',
}

const BY_CHANCE = '(thay đổi này có thể do ngẫu nhiên)'

/** How far a share moved and what that means, where there is room to say why: `+5,9 điểm, tăng`. */
export function changeSentence(change: Change, difference: number): string {
  const moved = `${pointsText(difference)}, ${changeWords[change]}`
  return change === 'unclear' ? `${moved} ${BY_CHANCE}` : moved
}

/** A period under the axis: `T3/2026`, `Quý I/2026`. */
export function periodMark(key: string): string {
  return key.includes('Q') ? periodWords(key) : `T${Number(key.slice(5))}/${key.slice(0, 4)}`
}

/** `so với tháng trước`, `so với quý trước`. */
export const sinceWords: Readonly<Record<TrendStep, string>> = {
  month: 'so với tháng trước',
  quarter: 'so với quý trước',
}

/** One line of a tooltip: what it is, and its figure. */
export interface TipLine {
  readonly name: string
  readonly words: string
}

/** What stands where the share of a period would: why it is hidden, or what it waits for. */
export function withheldWords(row: SatisfactionRow, smallestCell: number): string {
  return row.suppressed === 'range' ? 'hiện khi kỳ này đã kết thúc' : missingWords(row, smallestCell)
}

/** How a period is told: which ones stand side by side, and how few answers are hidden from the reader. */
export interface TipStyle {
  readonly step: TrendStep
  readonly smallestCell: number
  readonly noneWords?: string
}

/** What is to be said of one period, line by line. */
export function tipLines(cell: TrendCell, { step, smallestCell, noneWords = NOTHING }: TipStyle): readonly TipLine[] {
  const { row, change, difference, kind } = cell
  if (row === null || kind === 'none') return [{ name: 'Số lượt', words: row === null ? noneWords : NOTHING }]
  const received = row.received === null ? [] : [{ name: 'Tổng số lượt', words: `${countText(row.received)} lượt` }]
  const target = row.target === null ? [] : [{ name: 'Chỉ tiêu', words: targetText(row.target) }]
  if (cell.estimate === null)
    return [{ name: 'Tỷ lệ hài lòng', words: withheldWords(row, smallestCell) }, ...received, ...target]
  const { share, interval } = cell.estimate
  const few = kind === 'few' ? ' (chưa đủ lượt)' : ''
  return [
    { name: 'Tỷ lệ hài lòng', words: `${percentText(share, row.target)}${few}` },
    { name: 'Khoảng tin cậy 95%', words: intervalText(interval, row.target) },
    { name: 'Lượt có trả lời', words: countText(row.answered ?? 0) },
    ...received,
    ...target,
    ...(change === null || difference === null
      ? []
      : [{ name: capitalized(sinceWords[step]), words: changeSentence(change, difference) }]),
  ]
}

/** The title of the chart: what the newest sure figure is, and whether it moved. */
export function trendTitle({ cells }: TrendLine, step: TrendStep, today: string): string {
  const newest = cells.findLast(({ kind }) => kind === 'sure')
  if (newest === undefined || newest.estimate === null) return 'Chưa đủ lượt để nói về xu hướng'
  const soFar = isRunning(newest.key, today) ? ' (đến nay)' : ''
  const figure = `${periodWords(newest.key)}${soFar}: ${percentText(newest.estimate.share, newest.row?.target ?? null)}`
  if (newest.change === null) return figure
  const moved = `${figure}, ${changeWords[newest.change]} ${sinceWords[step]}`
  return newest.change === 'unclear' ? `${moved} ${BY_CHANCE}` : moved
}

/** What a line is told apart by from the others of its chart; empty where it stands alone. */
export function lineWords({ comparable, subject }: TrendLine, trend: Trend, whole: string): string {
  if (trend.lines.length === 1) return ''
  return subject ?? (methodCount(trend) > 1 ? methodWords(comparable) : whole)
}

/** How the chart is to be read; what does not occur in it is not explained. */
export function legendWords({ lines, targets, axisStart }: Trend, minimumAnswers: number): string {
  const kinds = new Set(lines.flatMap(({ cells }) => cells.map(({ kind }) => kind)))
  const target = targets.length === 0 ? '' : ', nét đứt là chỉ tiêu'
  return [
    `Đường là tỷ lệ hài lòng, dải là khoảng tin cậy 95%${target}.`,
    kinds.has('few') ? `Điểm rỗng là kỳ chưa đủ ${countText(minimumAnswers)} lượt.` : '',
    kinds.has('hidden') || kinds.has('none') ? 'Chỗ đứt là kỳ chưa có hoặc không hiển thị tỷ lệ.' : '',
    axisStart === 0 ? '' : `Trục bắt đầu từ ${shortPercent(axisStart)}, không phải từ 0%.`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}
