import { daysWords, stateWords } from '../i18n/period-words.ts'
import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'

/**
 * The rows of a figure that is not broken down: one for each question that was asked, never added up. Questions that
 * nobody answered are left out as long as another has answers.
 */
export function figureRows({ rows, total }: SatisfactionReply): readonly SatisfactionRow[] {
  const used = rows.filter(({ received }) => received !== 0)
  return used.length === 0 ? [total] : used
}

/** What was received in all, whatever was asked: a lượt is a lượt. What is hidden is not counted. */
export function receivedCount(reply: SatisfactionReply): number {
  return figureRows(reply).reduce((sum, { received }) => sum + (received ?? 0), 0)
}

/** Whether nobody rated. Where it is hidden how many did, somebody may have. */
export function isEmpty(reply: SatisfactionReply): boolean {
  return figureRows(reply).every(({ received }) => received === 0)
}

/**
 * The same figures without a verdict, and without a word on what one would need: a verdict is for a quarter or longer, a
 * month shows figure and trend.
 */
export function withoutVerdicts(reply: SatisfactionReply): SatisfactionReply {
  const { rows, total } = reply
  return { ...reply, rows: rows.map(withoutVerdict), total: withoutVerdict(total) }
}

const withoutVerdict = (row: SatisfactionRow): SatisfactionRow => ({
  ...row,
  verdict: null,
  basis: null,
  evidence: null,
})

/** Whether two figures say the same, number by number, whatever they are called. */
export function saySame(one: SatisfactionReply, other: SatisfactionReply): boolean {
  const said = (reply: SatisfactionReply) =>
    JSON.stringify(figureRows(reply).map((row) => ({ ...row, key: '', label: '' })))
  return said(one) === said(other)
}

/** Which days the figures are of, and whether they still move. */
export const noteWords = (all: SatisfactionReply, today: string): string =>
  isEmpty(all) ? daysWords(all, today) : `${daysWords(all, today)}, ${stateWords(all.closed[0])}`

/** Whether the period is over and still runs. */
export const isToBeClosed = ({ closed, to }: SatisfactionReply, today: string): boolean =>
  closed.length === 0 && to < today
