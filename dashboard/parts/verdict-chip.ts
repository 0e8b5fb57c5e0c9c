import { OFFICE_MEASURE } from '#core/questions/questionnaire'
import { milestoneWords, verdictWords } from '#core/words/verdicts'
import type { ExternalResult } from '#contract/external-results'
import type { SatisfactionRow } from '#contract/satisfaction'

/** What a verdict chip says: the tone picks colour and shape, the words say the same. */
export interface VerdictChip {
  readonly tone: 'met' | 'met-unsure' | 'missed-unsure' | 'missed' | 'few' | 'none'
  readonly words: string
}

type Judged = Pick<
  SatisfactionRow,
  'verdict' | 'evidence' | 'suppressed' | 'target' | 'received' | 'answered' | 'comparable' | 'awaitsRelease'
>

/** The chip of a figure. None or too few answers come first: without enough of them there is nothing to judge. */
export function verdictChip(row: Judged): VerdictChip {
  const { verdict, evidence, suppressed, target, received, answered, comparable } = row
  if (received === 0 && (answered === null || answered === 0)) return { tone: 'few', words: verdictWords.noAnswers }
  if (row.awaitsRelease) return { tone: 'few', words: verdictWords.awaitsRelease }
  if (suppressed === 'few' || evidence === 'too_few') return { tone: 'few', words: verdictWords.tooFew }
  if (suppressed !== null) return { tone: 'few', words: verdictWords.undecided }
  if (answered === 0) return { tone: 'few', words: verdictWords.tooFew }
  if (comparable !== OFFICE_MEASURE) return { tone: 'none', words: verdictWords.otherQuestion }
  if (target === null) return { tone: 'none', words: verdictWords.noTarget }
  if (evidence === 'partial') return { tone: 'few', words: verdictWords.partial }
  if (evidence === 'milestone') return { tone: 'none', words: milestoneWords(target.milestone) }
  if (verdict === null) return { tone: 'few', words: verdictWords.undecided }
  const sure = evidence === 'sufficient'
  if (verdict === 'met')
    return sure ? { tone: 'met', words: verdictWords.met } : { tone: 'met-unsure', words: verdictWords.metUnsure }
  return sure
    ? { tone: 'missed', words: verdictWords.missed }
    : { tone: 'missed-unsure', words: verdictWords.missedUnsure }
}

/** The chip of a result that others found. */
export function externalChip({ verdict, evidence, target, answers }: ExternalResult): VerdictChip {
  if (evidence === 'published')
    return verdict === 'met'
      ? { tone: 'met', words: verdictWords.metAsPublished }
      : { tone: 'missed', words: verdictWords.missedAsPublished }
  const found = {
    suppressed: null,
    received: 1,
    answered: answers ?? 1,
    comparable: OFFICE_MEASURE,
    awaitsRelease: false,
  }
  return verdictChip({ ...found, verdict, evidence, target })
}
