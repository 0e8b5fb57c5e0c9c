import type { Session } from '#contract/session'
import type { Unit } from '#contract/units'

/** Where a page stands: who looks, at which unit, and which others could be looked at. */
export interface Place {
  readonly session: Session
  readonly unit: Unit
  readonly units: readonly Unit[]
}
