import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import { beganWithin } from '#core/statistics/coverage'
import { countText, dateText, intervalText, percentText } from '#core/words/format'
import { shortPercent } from '#core/words/targets'

const head = ['', 'lượt', 'trả lời', 'hài lòng', 'khoảng 95%', 'chỉ tiêu', 'kết luận'] as const
const headInEnglish = ['', 'received', 'answered', 'satisfied', '95% interval', 'target', 'verdict'] as const

/** An answer as a table for a terminal: its columns in two languages, a line for each row, the total at the end. */
export function figureLines({ unit, from, to, by, coverage, rows, total }: SatisfactionReply): readonly string[] {
  const body = by === 'total' ? rows : [...rows, total]
  const lines = [head, headInEnglish, ...body.map(cellsOf)]
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)))
  const padded = lines.map((cells) =>
    cells
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  const began = beganWithin({ from, to }, coverage.firstDay)
  const since = began === null ? '' : ` (bắt đầu dùng / in use since ${dateText(began)})`
  return [`${unit.name} (${unit.code}), ${dateText(from)} – ${dateText(to)}${since}`, ...padded]
}

function cellsOf(row: SatisfactionRow): readonly string[] {
  const { label, received, answered, satisfiedShare, interval, target } = row
  return [
    label,
    received === null ? '–' : countText(received),
    answered === null ? '–' : countText(answered),
    satisfiedShare === null ? '–' : percentText(satisfiedShare, target),
    interval === null ? '–' : intervalText(interval, target),
    target === null ? '–' : `${target.operator} ${shortPercent(target.value)}`,
    conclusionOf(row),
  ]
}

const reasons = {
  few: 'ít lượt (few)',
  complement: 'để kín ô khác (complement)',
  range: 'kỳ quá ngắn (range)',
} as const

/** Why a figure is hidden, or its verdict with how sure it is. */
function conclusionOf({ suppressed, verdict, evidence, awaitsRelease }: SatisfactionRow): string {
  if (awaitsRelease) return 'chờ hết ngày (not yet released)'
  if (suppressed !== null) return reasons[suppressed]
  if (evidence === 'too_few') return 'chưa đủ lượt (too few)'
  if (evidence === 'partial') return 'chưa đủ ngày (partial)'
  if (evidence === 'milestone') return 'chưa đến mốc (milestone)'
  if (verdict === null) return '–'
  if (evidence === 'sufficient') return verdict === 'met' ? 'đạt (met)' : 'chưa đạt (missed)'
  return verdict === 'met'
    ? 'đạt, chưa chắc chắn (met, not sure)'
    : 'thấp hơn chỉ tiêu, chưa đủ căn cứ (missed, not sure)'
}
