import type { StoredQuestionnaire } from '#contract/questionnaires'
import type { Criterion } from '#core/questions/questionnaire'
import type { QuestionnaireDraft } from './questionnaire-draft.ts'
import { draftOf, formOf } from './questionnaire-draft.ts'

/** What a new version has otherwise than the one it starts from. */
export type ChangedPart = 'name' | 'stem' | 'factors' | 'questions' | 'options' | 'removed' | 'improve' | 'reasons'

interface ComparedPart {
  readonly part: ChangedPart
  readonly now: unknown
  readonly then: unknown
}

/** @returns in the order of the form; empty when both say the same */
export function changedParts(draft: QuestionnaireDraft, versions: readonly StoredQuestionnaire[]): ChangedPart[] {
  const form = formOf(draft, versions)
  const before = formOf(draftOf(draft.source), versions)
  const kept = before.criteria.filter(({ code }) => form.criteria.some((criterion) => criterion.code === code))
  const factors = before.factors?.filter(({ code }) => form.factors?.some((factor) => factor.code === code))
  const parts: readonly ComparedPart[] = [
    { part: 'name', now: form.name, then: before.name },
    { part: 'stem', now: form.stem, then: before.stem },
    { part: 'factors', now: form.factors ?? [], then: factors ?? [] },
    { part: 'questions', now: form.criteria.map(questionOf), then: kept.map(questionOf) },
    { part: 'options', now: form.criteria.map(answersOf), then: kept.map(answersOf) },
    { part: 'removed', now: form.criteria.length, then: before.criteria.length },
    {
      part: 'improve',
      now: form.reasons?.question,
      then: form.reasons === null ? undefined : before.reasons?.question,
    },
    { part: 'reasons', now: form.reasons?.options, then: before.reasons?.options },
  ]
  return parts.filter(({ now, then }) => JSON.stringify(now) !== JSON.stringify(then)).map(({ part }) => part)
}

const questionOf = ({ question }: Criterion) => question
const answersOf = ({ options }: Criterion) => options
