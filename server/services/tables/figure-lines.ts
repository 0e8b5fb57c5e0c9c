import type { SatisfactionRow } from '#contract/satisfaction'
import type { FigureLine } from '#core/tables/figure-line'
import { emptyTally } from '#core/statistics/tally'
import { milestoneWords, verdictWords } from '#core/words/verdicts'

/** A row of figures as a line of a table. @param isJudged whether the range is long enough for a verdict to mean much */
export function lineOf(row: SatisfactionRow, isJudged: boolean): FigureLine {
  const { key, label, target, basis } = row
  return {
    key,
    label,
    tally: row.tally ?? emptyTally,
    target,
    judgement: isJudged ? judgementWords(row) : null,
    isPart: basis !== null,
  }
}

type JudgedShare = Pick<SatisfactionRow, 'answered' | 'target' | 'verdict' | 'evidence'>

/** What is said of a share beside its target, in two or three words. */
export function judgementWords({ answered, target, verdict, evidence }: JudgedShare): string {
  if (answered === null || answered === 0) return verdictWords.noAnswers
  if (target === null) return verdictWords.noTarget
  if (evidence === 'too_few') return verdictWords.tooFew
  if (evidence === 'partial') return verdictWords.partial
  if (evidence === 'milestone') return milestoneWords(target.milestone)
  if (verdict === null) return verdictWords.undecided
  const isSure = evidence === 'sufficient'
  if (verdict === 'met') return isSure ? verdictWords.met : verdictWords.metUnsure
  return isSure ? verdictWords.missed : verdictWords.missedUnsure
}
