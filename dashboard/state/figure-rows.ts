import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'

/**
 * The rows of a figure that is not broken down: one for each question that was asked, never added up. Questions that
 * nobody answered are left out as long as another has answers.
 */
export function figureRows({ rows, total }: SatisfactionReply): readonly SatisfactionRow[] {
  const used = rows.filter(({ received }) => received > 0)
  return used.length === 0 ? [total] : used
}

/** What was received in all, whatever was asked: a lượt is a lượt. */
export function receivedCount(reply: SatisfactionReply): number {
  return figureRows(reply).reduce((sum, { received }) => sum + received, 0)
}
