import { daysBetween, yearOf } from '#core/time/period'

/** Civil days, both inclusive. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** Where a validity lies on its scale, as lengths of SVG. */
export interface ValidityMarks {
  readonly start: string
  readonly width: string
  /** null outside the scale. */
  readonly today: string | null
  readonly isNow: boolean
}

/** The whole years that hold all the spans and today. */
export function scaleOf(spans: readonly Span[], today: string): Span {
  const years = [today, ...spans.flatMap(({ from, to }) => [from, to])].map(yearOf).sort()
  return { from: `${years[0] ?? ''}-01-01`, to: `${years.at(-1) ?? ''}-12-31` }
}

export function validityMarks(span: Span, scale: Span, today: string): ValidityMarks {
  const days = daysBetween(scale.from, scale.to) + 1
  const at = (date: string, after = 0): number => ((daysBetween(scale.from, date) + after) / days) * 100
  const start = at(span.from)
  const isIn = scale.from <= today && today <= scale.to
  return {
    start: lengthOf(start),
    width: lengthOf(at(span.to, 1) - start),
    today: isIn ? lengthOf(at(today)) : null,
    isNow: span.from <= today && today <= span.to,
  }
}

/** A length of SVG; nobody reads it. */
const lengthOf = (value: number): string => `${Math.round(value * 100) / 100}%`
