import type { StoredQuestionnaire } from '#contract/questionnaires'
import type { Criterion } from '#core/questions/questionnaire'
import type { QuestionnaireDraft } from './questionnaire-draft.ts'
import { draftOf, formOf } from './questionnaire-draft.ts'

/** What a new version has otherwise than the one it starts from. */
export type ChangedPart = 'name' | 'stem' | 'factors' | 'questions' | 'options' | 'removed' | 'improve' | 'reasons'

/** @returns in the order of the form; empty when both say the same */
export function changedParts(draft: QuestionnaireDraft, versions: readonly StoredQuestionnaire[]): ChangedPart[] {
  const [form, before] = [formOf(draft, versions), formOf(draftOf(draft.source), versions)]
  const kept = before.criteria.filter(({ code }) => form.criteria.some((criterion) => criterion.code === code))
  const factors = before.factors?.filter(({ code }) => form.factors?.some((factor) => factor.code === code))
  const pairs: readonly (readonly [ChangedPart, unknown, unknown])[] = [
    ['name', form.name, before.name],
    ['stem', form.stem, before.stem],
    ['factors', form.factors ?? [], factors ?? []],
    ['questions', form.criteria.map(({ question }) => question), kept.map(({ question }) => question)],
    ['options', form.criteria.map(answersOf), kept.map(answersOf)],
    ['removed', form.criteria.length, before.criteria.length],
    ['improve', form.reasons?.question, form.reasons === null ? undefined : before.reasons?.question],
    ['reasons', form.reasons?.options, before.reasons?.options],
  ]
  return pairs.filter(([, a, b]) => JSON.stringify(a) !== JSON.stringify(b)).map(([part]) => part)
}

const answersOf = ({ options }: Criterion) => options
