import type { Criterion, Questionnaire } from './questionnaire.ts'
import { OVERALL, plainWords } from './questionnaire.ts'
import { isSatisfactionScale } from './scale.ts'

/** One thing wrong with one place of a questionnaire. */
export interface QuestionnaireIssue {
  readonly path: readonly (string | number)[]
  readonly code:
    'already_exists' | 'unknown_factor' | 'unknown_criterion' | 'required' | 'not_the_scale' | 'kiosk_asks_one'
}

/** The form of a standing kiosk: five faces and nothing else. */
export const KIOSK_FORM = 'quay-nhanh'

/**
 * What is wrong with a questionnaire in itself.
 * @returns an empty list when it can be asked
 */
export function questionnaireIssues(questionnaire: Questionnaire): QuestionnaireIssue[] {
  const { criteria, factors = [], reasons } = questionnaire
  const asksOne = criteria.length === 1 && criteria[0]?.code === OVERALL
  return [
    ...repeated(criteria, ['criteria']),
    ...repeated(factors, ['factors']),
    ...repeated(reasons?.options ?? [], ['reasons', 'options']),
    ...criteria.flatMap((criterion, index) => criterionIssues(criterion, index, questionnaire)),
    ...(questionnaire.code === KIOSK_FORM && !asksOne ? [{ path: ['criteria'], code: 'kiosk_asks_one' } as const] : []),
  ]
}

function criterionIssues(criterion: Criterion, index: number, { criteria, factors = [] }: Questionnaire) {
  const issues: QuestionnaireIssue[] = []
  const { code, factor, options } = criterion
  const path = ['criteria', index] as const
  if (factor !== undefined && !factors.some((known) => known.code === factor))
    issues.push({ path: [...path, 'factor'], code: 'unknown_factor' })
  if (code === OVERALL && !isSatisfactionScale(options))
    issues.push({ path: [...path, 'options'], code: 'not_the_scale' })
  const isScored = options.some((option) => option.points !== undefined || option.pointsOf !== undefined)
  options.forEach((option, place) => {
    const at = [...path, 'options', place]
    if (isScored && option.points === undefined && option.pointsOf === undefined)
      issues.push({ path: [...at, 'points'], code: 'required' })
    const source = option.pointsOf
    if (source !== undefined && (source === code || !criteria.some((other) => other.code === source)))
      issues.push({ path: [...at, 'pointsOf'], code: 'unknown_criterion' })
  })
  return issues
}

function repeated(list: readonly { readonly code: string }[], path: readonly string[]): QuestionnaireIssue[] {
  const codes = list.map(({ code }) => code)
  return codes.flatMap((code, index) =>
    codes.indexOf(code) < index ? [{ path: [...path, index, 'code'], code: 'already_exists' as const }] : [],
  )
}

/**
 * The criteria that two forms under one comparable key ask differently: a code they share must stand for the same
 * question in the same words with the same answers, or two methods would be added up in one line. A form's stem is part
 * of every question it asks.
 */
export function askedDifferently(a: Questionnaire, b: Questionnaire): string[] {
  return a.criteria
    .filter((criterion) => {
      const other = b.criteria.find(({ code }) => code === criterion.code)
      return other !== undefined && wordsOf(other, b) !== wordsOf(criterion, a)
    })
    .map(({ code }) => code)
}

const wordsOf = ({ question, options }: Criterion, { stem }: Questionnaire): string =>
  JSON.stringify([
    stem === undefined ? '' : plainWords(stem),
    ...[question.submit, question.result, question.inquiry, question.any].map(plainWords),
    ...options.map(plainWords),
  ])

/** What tells a version among others of its form, and whether it may be asked. */
interface StoredVersion {
  readonly code: string
  readonly version: number
  readonly retired: boolean
}

/**
 * The version that a standing kiosk asks: the newest of its form that is in use.
 * @returns null when every version is retired
 */
export function askedByKiosks<T extends StoredVersion>(versions: readonly T[]): T | null {
  const inUse = versions.filter(({ code, retired }) => code === KIOSK_FORM && !retired)
  return inUse.toSorted((a, b) => b.version - a.version)[0] ?? null
}
