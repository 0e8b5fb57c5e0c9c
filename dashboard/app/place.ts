import type { Session } from '#contract/session'
import type { Unit } from '#contract/units'

/** Where a page stands: who looks, at which unit, and which others could be looked at. */
export interface Place {
  readonly session: Session
  readonly unit: Unit
  readonly units: readonly Unit[]
}

/** The name of a unit; null of the one the page stands at, whose name is its heading. */
export function nameElsewhere({ unit, units }: Place, code: string): string | null {
  return code === unit.code ? null : (units.find((each) => each.code === code)?.name ?? code)
}
