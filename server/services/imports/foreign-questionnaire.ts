import type { ImportMapping } from '#contract/mapping'
import type { Criterion, Questionnaire } from '#core/questions/questionnaire'
import { levelWords } from '#core/questions/scale'

/**
 * The questionnaire a mapping declares for answers that were asked elsewhere; null when it names one of ours. Its
 * overall answers are comparable with nothing but themselves: other people's questions are never summed with the office's.
 */
export function foreignQuestionnaire({ questionnaire: reference, criteria }: ImportMapping): Questionnaire | null {
  if (criteria === undefined) return null
  const [code = '', version] = reference.split('@')
  return {
    code,
    version: Number(version),
    name: { vi: code, en: code },
    comparable: reference,
    criteria: Object.entries(criteria).map(([name, { label }]) => criterionOf(name, label)),
    reasons: null,
  }
}

function criterionOf(code: string, label: string): Criterion {
  const words = { vi: label, en: label }
  return { code, question: { submit: words, result: words, inquiry: words, any: words }, options: levelWords }
}
