import type { Factor, Questionnaire, Words } from '../questions/questionnaire.ts'
import { OVERALL, plainWords } from '../questions/questionnaire.ts'
import { isSatisfactionScale } from '../questions/scale.ts'

/** One criterion as a table names it. */
export interface StatedCriterion {
  readonly code: string
  readonly statement: string
}

/** Criteria under one heading; null: the form has none for them. */
export interface CriteriaGroup {
  readonly factor: { readonly code: string; readonly name: string } | null
  readonly criteria: readonly StatedCriterion[]
}

/** A form as the rows of its table: versions that may be put on one line, as one. */
export interface CriteriaForm {
  readonly code: string
  readonly name: string
  /** Lowest first. */
  readonly versions: readonly number[]
  readonly groups: readonly CriteriaGroup[]
  /** The question about all of it; null where the form does not ask it. */
  readonly overall: string | null
}

/**
 * Puts versions of one form into the rows of one table, in the order of the newest. Only answers on the five levels are
 * taken: of others no share is satisfied.
 *
 * @param versions of one form, which may be put on one line; at least one
 * @returns null for a form that asks nothing but the overall question: one tap says nothing of criteria
 */
export function criteriaFormOf(versions: readonly Questionnaire[]): CriteriaForm | null {
  const newestFirst = versions.toSorted((a, b) => b.version - a.version)
  const [newest] = newestFirst
  const criteria = new Map(
    newestFirst
      .toReversed()
      .flatMap((version) => version.criteria)
      .filter(({ options }) => isSatisfactionScale(options))
      .map((criterion) => [criterion.code, criterion] as const),
  )
  const overall = criteria.get(OVERALL)
  criteria.delete(OVERALL)
  if (newest === undefined || criteria.size === 0) return null
  const order = newestFirst.flatMap((version) => version.criteria.map(({ code }) => code))
  const listed = [...new Set(order)].flatMap((code) => criteria.get(code) ?? [])
  const inGroup = (factor: string | null) =>
    listed
      .filter((criterion) => (criterion.factor ?? null) === factor)
      .map(({ code, question }) => ({ code, statement: plainWords(question.any) }))
  const groups = [
    ...factorsOf(newestFirst).map(({ code, name }) => ({
      factor: { code, name: plainWords(name) },
      criteria: inGroup(code),
    })),
    { factor: null, criteria: inGroup(null) },
  ]
  return {
    code: newest.code,
    name: plainWords(newest.name),
    versions: versions.map(({ version }) => version).toSorted((a, b) => a - b),
    groups: groups.filter((group) => group.criteria.length > 0),
    overall: overall === undefined ? null : plainWords(overall.question.any),
  }
}

/** Of all versions, each once, in the words of the newest that has it. */
function factorsOf(newestFirst: readonly Questionnaire[]): readonly Factor[] {
  const known = new Map<string, Words>()
  for (const { factors = [] } of newestFirst)
    for (const { code, name } of factors) if (!known.has(code)) known.set(code, name)
  return [...known].map(([code, name]) => ({ code, name }))
}
