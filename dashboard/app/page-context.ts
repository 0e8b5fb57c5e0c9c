import type { Session } from '#contract/people/session'
import type { Unit } from '#contract/units'

/** What a page is given: who looks, at which unit, and which others could be looked at. */
export interface PageContext {
  readonly session: Session
  readonly unit: Unit
  readonly units: readonly Unit[]
  /** The data is made up. */
  readonly isDemo: boolean
  /** Reads units and session again, because the page has changed one of them. */
  readonly refresh: () => Promise<void>
}

export interface PageProps {
  readonly context: PageContext
}

/** The name of a unit; null of the one that the page shows, whose name is its heading. */
export function nameElsewhere({ unit, units }: PageContext, code: string): string | null {
  return code === unit.code ? null : (units.find((each) => each.code === code)?.name ?? code)
}
