import type { Questionnaire } from './questionnaire.ts'
import { isLevel } from './scale.ts'

/** One thing wrong with one place of a response. */
export interface AnswerIssue {
  readonly path: string
  readonly code: 'unknown_criterion' | 'off_scale' | 'unknown_reason'
}

/**
 * What is wrong with answers and reasons under this version of the questionnaire; null as a level is "không có ý kiến".
 * @returns an empty list when all can be stored
 */
export function answerIssues(
  questionnaire: Questionnaire,
  answers: Readonly<Record<string, number | null>>,
  reasons: readonly string[],
): AnswerIssue[] {
  const issues: AnswerIssue[] = []
  for (const [code, level] of Object.entries(answers)) {
    const criterion = questionnaire.criteria.find((candidate) => candidate.code === code)
    if (!criterion) issues.push({ path: `answers.${code}`, code: 'unknown_criterion' })
    else if (level !== null && !isLevel(level, criterion.options.length))
      issues.push({ path: `answers.${code}`, code: 'off_scale' })
  }
  reasons.forEach((reason, index) => {
    if (!questionnaire.reasons?.options.some((option) => option.code === reason))
      issues.push({ path: `reasons.${index}`, code: 'unknown_reason' })
  })
  return issues
}
