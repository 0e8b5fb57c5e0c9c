import type { Questionnaire } from '#core/questions/questionnaire'
import { plainWords, questionnaireReference } from '#core/questions/questionnaire'
import { askedDifferently } from '#core/questions/questionnaire-rules'
import type { StoredQuestionnaire } from '#contract/questionnaires'

/** With which stored versions the answers of a new one will be added up. */
export interface Comparability {
  readonly key: string
  /** Codes of the questions that are asked in other words than under the key of the version it starts from. */
  readonly changed: readonly string[]
  readonly stemChanged: boolean
  /** References of the versions that share the key. */
  readonly together: readonly string[]
}

const LONGEST_KEY = 60

/**
 * The key of a new version, which comes with that of its source: it stays while all that share it ask the same. Else that
 * of an earlier version of the form that asks the same is taken up again, and where there is none, a new one is named
 * after the version.
 */
export function comparabilityOf(form: Questionnaire, versions: readonly StoredQuestionnaire[]): Comparability {
  const sharing = (key: string) => versions.filter(({ questionnaire }) => questionnaire.comparable === key)
  const apart = (key: string) => sharing(key).flatMap(({ questionnaire }) => askedDifferently(form, questionnaire))
  const earlier = versions.filter(({ questionnaire }) => questionnaire.code === form.code).toReversed()
  const keys = [form.comparable, ...earlier.map(({ questionnaire }) => questionnaire.comparable)]
  const key = keys.find((known) => apart(known).length === 0) ?? newKey(form, versions)
  const stem = ({ stem: words }: Questionnaire) => (words === undefined ? '' : plainWords(words))
  return {
    key,
    changed: [...new Set(apart(form.comparable))],
    stemChanged: sharing(form.comparable).some(({ questionnaire }) => stem(questionnaire) !== stem(form)),
    together: sharing(key).map(({ reference }) => reference),
  }
}

/** `quay-nhanh-2`, or with further numbers where somebody else has that one. */
function newKey(form: Questionnaire, versions: readonly StoredQuestionnaire[]): string {
  const name = questionnaireReference(form).replace('@', '-')
  const taken = new Set(versions.map(({ questionnaire }) => questionnaire.comparable))
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? '' : `-${count}`
    const key = name.slice(-(LONGEST_KEY - end.length)).replace(/^-+/, '') + end
    if (!taken.has(key)) return key
  }
}
