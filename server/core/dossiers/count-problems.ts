/** What is wrong with one count; `required`: others were entered that say nothing without it. */
export interface CountProblem<Field extends string> {
  readonly field: Field
  readonly code: 'required' | 'more_than_whole'
  /** The count that it may not exceed. */
  readonly whole?: Field
}

/** What counts of one cell owe to each other. */
export interface CountRules<Field extends string> {
  /** Fields that are entered all or none. */
  readonly together: readonly (readonly Field[])[]
  /** Pairs of which the first is a part of the second. */
  readonly parts: readonly (readonly [part: Field, whole: Field])[]
}

export function problemsOf<Field extends string>(
  counts: Readonly<Record<Field, number | null>>,
  { together, parts }: CountRules<Field>,
): readonly CountProblem<Field>[] {
  const missing = together.flatMap((fields) =>
    fields.some((field) => counts[field] !== null) ? fields.filter((field) => counts[field] === null) : [],
  )
  const missingWholes = parts.flatMap(([part, whole]) =>
    counts[part] !== null && counts[whole] === null && !missing.includes(whole) ? [whole] : [],
  )
  const tooLarge = parts.flatMap(([part, whole]) => {
    const [have, most] = [counts[part], counts[whole]]
    return have !== null && most !== null && have > most
      ? [{ field: part, code: 'more_than_whole', whole } as const]
      : []
  })
  return [...[...missing, ...missingWholes].map((field) => ({ field, code: 'required' }) as const), ...tooLarge]
}
