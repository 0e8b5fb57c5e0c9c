import type { StoredQuestionnaire } from '#contract/questionnaires'
import { shipped } from '../../../server/shipped.ts'

/** The shipped questionnaires, as an office that has just begun lists them. */
export const questionnaires: readonly StoredQuestionnaire[] = shipped.questionnaires.map((questionnaire) => ({
  reference: `${questionnaire.code}@${questionnaire.version}`,
  retired: false,
  questionnaire,
}))
