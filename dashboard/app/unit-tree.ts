import type { Unit } from '#contract/units'

/** The codes of a unit and of all below it; `units` come parents first. */
export function codesUnder(units: readonly Unit[], code: string): ReadonlySet<string> {
  const under = new Set([code])
  for (const unit of units) if (unit.parent !== null && under.has(unit.parent)) under.add(unit.code)
  return under
}
