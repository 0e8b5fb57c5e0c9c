import type { Words } from '#core/questions/questionnaire'
import { plainWords } from '#core/questions/questionnaire'
import { slugOf } from '#core/text/slug'
import type { QuestionnaireFile, StoredQuestionnaire } from '#contract/questionnaires'
import type { QuestionnaireDraft } from './questionnaire-draft.ts'
import { filled } from './typed-words.ts'

const LONGEST_CODE = 50

/**
 * The reasons that are kept, in order; null when none is, for then nothing is asked. Codes stay with their reason through
 * all versions: a new one takes none that ever stood for other words, and the old one where the same words come back.
 */
export function reasonsOf(
  draft: QuestionnaireDraft,
  versions: readonly StoredQuestionnaire[],
): QuestionnaireFile['reasons'] {
  const kept = draft.reasons.filter(({ removed }) => !removed)
  if (kept.length === 0) return null
  const earlier = versions
    .filter(({ questionnaire }) => questionnaire.code === draft.source.code)
    .flatMap(({ questionnaire }) => questionnaire.reasons?.options ?? [])
  const taken = new Set(draft.reasons.flatMap(({ code }) => (code === null ? [] : [code])))
  const options = kept.map(({ code, label }) => {
    const words = filled(label)
    const own = code ?? newCode(words, earlier, taken)
    taken.add(own)
    return { code: own, label: words }
  })
  return { question: filled(draft.improve), options }
}

type Labelled = readonly { readonly code: string; readonly label: Words }[]

function newCode(words: Words, earlier: Labelled, taken: ReadonlySet<string>): string {
  const isFree = (code: string) =>
    !taken.has(code) && earlier.every((other) => other.code !== code || plainWords(other.label) === plainWords(words))
  const before = earlier.find(({ label }) => plainWords(label) === plainWords(words))
  if (before !== undefined && isFree(before.code)) return before.code
  const slug = slugOf(words.vi).slice(0, LONGEST_CODE).replace(/-$/, '') || 'dieu'
  for (let count = 1; ; count += 1) {
    const code = count === 1 ? slug : `${slug}-${count}`
    if (isFree(code)) return code
  }
}
