import type { Criterion, Factor, Questionnaire, Stage, Words } from '#core/questions/questionnaire'
import { stages } from '#core/questions/questionnaire'
import type { QuestionnaireFile, StoredQuestionnaire } from '#contract/questionnaires'
import { comparabilityOf } from './comparability.ts'
import { definedOnly } from '#core/text/defined-only'
import { reasonsOf } from './reason-codes.ts'
import { filled } from './typed-words.ts'

/** Where a question is asked; `any` where the stage is unknown. */
export type QuestionStage = Stage | 'any'
export const questionStages = [...stages, 'any'] as const satisfies readonly QuestionStage[]

export interface DraftCriterion extends Criterion {
  /** All stages ask the same, in one pair of words. */
  readonly isOne: boolean
  readonly removed: boolean
}

export interface DraftReason {
  /** What tells it from the others while its words change. */
  readonly key: number
  /** null: a new one, whose code comes from its words. */
  readonly code: string | null
  readonly label: Words
  readonly removed: boolean
}

/** A version that is being composed, as it stands in the form. Nothing in it is lost by removing: it can be put back. */
export interface QuestionnaireDraft {
  /** The version it starts from. */
  readonly source: Questionnaire
  readonly name: Words
  readonly stem: Words | undefined
  readonly factors: readonly Factor[]
  readonly criteria: readonly DraftCriterion[]
  /** The question above the reasons. */
  readonly improve: Words
  readonly reasons: readonly DraftReason[]
}

/** What a form without that question would ask, once it has reasons. */
const improve: Words = { vi: 'Theo Ông/Bà, cần làm tốt hơn điều gì?', en: 'What should be done better?' }

/** A draft with the content of a stored version. */
export function draftOf(source: Questionnaire): QuestionnaireDraft {
  const { name, stem, factors = [], criteria, reasons } = source
  return {
    source,
    name,
    stem,
    factors,
    criteria: criteria.map((criterion) => ({ ...criterion, isOne: asksTheSame(criterion), removed: false })),
    improve: reasons?.question ?? improve,
    reasons: (reasons?.options ?? []).map(({ code, label }, key) => ({ key, code, label, removed: false })),
  }
}

const asksTheSame = ({ question }: Criterion): boolean =>
  stages.every((stage) => question[stage].vi === question.any.vi && question[stage].en === question.any.en)

/** The number of the next version: one above the newest, retired ones too. */
export function nextVersion(code: string, versions: readonly StoredQuestionnaire[]): number {
  const numbers = versions.filter(({ questionnaire }) => questionnaire.code === code)
  return 1 + Math.max(0, ...numbers.map(({ questionnaire }) => questionnaire.version))
}

/** The version as it would be stored beside those that are. Headings without a question are left out. */
export function formOf(draft: QuestionnaireDraft, versions: readonly StoredQuestionnaire[]): QuestionnaireFile {
  const { source, stem } = draft
  const kept = draft.criteria.filter(({ removed }) => !removed)
  const factors = draft.factors.filter(({ code }) => kept.some(({ factor }) => factor === code))
  const form = definedOnly({
    code: source.code,
    version: nextVersion(source.code, versions),
    comparable: source.comparable,
    name: filled(draft.name),
    stem: stem === undefined ? undefined : filled(stem),
    factors: factors.length === 0 ? undefined : factors.map(({ code, name }) => ({ code, name: filled(name) })),
    criteria: kept.map(criterionOf),
    reasons: reasonsOf(draft, versions),
  })
  return { ...form, comparable: comparabilityOf(form, versions).key }
}

function criterionOf({ code, factor, question, options }: Criterion): QuestionnaireFile['criteria'][number] {
  const { submit, result, inquiry, any } = question
  return definedOnly({
    code,
    factor,
    question: { submit: filled(submit), result: filled(result), inquiry: filled(inquiry), any: filled(any) },
    options: options.map(({ vi, en, points, pointsOf }) => definedOnly({ ...filled({ vi, en }), points, pointsOf })),
  })
}
