import type { Words } from '#core/questions/questionnaire'
import { OVERALL } from '#core/questions/questionnaire'
import { questionnaireIssues } from '#core/questions/questionnaire-rules'
import type { StoredQuestionnaire } from '#contract/questionnaires'
import type { QuestionStage, DraftCriterion, DraftReason, QuestionnaireDraft } from './questionnaire-draft.ts'
import { questionStages, formOf } from './questionnaire-draft.ts'

/** As many reasons as a form may have. */
export const MOST_REASONS = 12

/** The draft with one of its criteria changed. */
export function withCriterion(draft: QuestionnaireDraft, changed: DraftCriterion): QuestionnaireDraft {
  const criteria = draft.criteria.map((criterion) => (criterion.code === changed.code ? changed : criterion))
  return { ...draft, criteria }
}

/** The draft with another name for one of its headings. */
export function withFactorName(draft: QuestionnaireDraft, code: string, name: Words): QuestionnaireDraft {
  return { ...draft, factors: draft.factors.map((factor) => (factor.code === code ? { ...factor, name } : factor)) }
}

/** The criterion with the words asked at a stage; at every stage where all ask the same. */
export function withQuestion(criterion: DraftCriterion, stage: QuestionStage, words: Words): DraftCriterion {
  const changed = Object.fromEntries((criterion.isOne ? questionStages : [stage]).map((each) => [each, words]))
  return { ...criterion, question: { ...criterion.question, ...changed } }
}

/** The criterion with the words of one of its answers; its points stay. */
export function withOption(criterion: DraftCriterion, place: number, { vi, en }: Words): DraftCriterion {
  const options = criterion.options.map((option, index) => (index === place ? { ...option, vi, en } : option))
  return { ...criterion, options }
}

/**
 * The draft without a criterion, or with it again; then with those too whose points its answers take over.
 */
export function withRemoved(draft: QuestionnaireDraft, code: string, removed: boolean): QuestionnaireDraft {
  const criterion = draft.criteria.find((each) => each.code === code)
  const sources = removed ? [] : (criterion?.options ?? []).flatMap(({ pointsOf }) => pointsOf ?? [])
  const codes = [code, ...sources]
  const criteria = draft.criteria.map((each) => (codes.includes(each.code) ? { ...each, removed } : each))
  return { ...draft, criteria }
}

/** Why a criterion has to stay: the satisfied share is about it, nothing else is asked, or another needs it. */
export type Stay = 'overall' | 'last' | 'needed'

/** @returns null when it may be removed */
export function whyItStays(
  draft: QuestionnaireDraft,
  code: string,
  versions: readonly StoredQuestionnaire[],
): Stay | null {
  if (code === OVERALL) return 'overall'
  if (draft.criteria.every((criterion) => criterion.removed || criterion.code === code)) return 'last'
  return questionnaireIssues(formOf(withRemoved(draft, code, true), versions)).length > 0 ? 'needed' : null
}

/** The draft with one more reason, still without words: before the last where that says there is nothing to improve. */
export function withNewReason(draft: QuestionnaireDraft): QuestionnaireDraft {
  const key = 1 + Math.max(-1, ...draft.reasons.map((reason) => reason.key))
  const added = { key, code: null, label: { vi: '', en: '' }, removed: false }
  const end = draft.reasons.at(-1)?.code === NOTHING ? draft.reasons.length - 1 : draft.reasons.length
  return { ...draft, reasons: draft.reasons.toSpliced(end, 0, added) }
}

/** "Không có góp ý" closes the list of the shipped form. */
const NOTHING = 'khong'

export function withReason(draft: QuestionnaireDraft, changed: DraftReason): QuestionnaireDraft {
  return { ...draft, reasons: draft.reasons.map((reason) => (reason.key === changed.key ? changed : reason)) }
}

/** The draft without a reason that was only just added. */
export function withoutReason(draft: QuestionnaireDraft, key: number): QuestionnaireDraft {
  return { ...draft, reasons: draft.reasons.filter((reason) => reason.key !== key) }
}
