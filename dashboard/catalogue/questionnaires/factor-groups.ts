import type { Factor } from '#core/questions/questionnaire'

/** Criteria under the heading their form puts them under; those of none come last, under null. */
export function byFactor<T extends { readonly factor?: string | undefined }>(
  factors: readonly Factor[],
  criteria: readonly T[],
): { readonly factor: Factor | null; readonly criteria: readonly T[] }[] {
  const of = (code: string | undefined) => criteria.filter(({ factor }) => factor === code)
  const groups = factors.map((factor) => ({ factor, criteria: of(factor.code) }))
  return [...groups, { factor: null, criteria: of(undefined) }].filter((group) => group.criteria.length > 0)
}
