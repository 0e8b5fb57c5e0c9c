import type { KioskSetup } from '#contract/kiosk-setup'

/** The screens a citizen sees, in order. */
export type Step = 'attract' | 'areas' | 'faces' | 'reasons' | 'thanks'

/** One citizen's way through the kiosk. */
export interface Visit {
  readonly step: Step
  /** The area touched, or the only one the counter has; null where it is not known. */
  readonly area: string | null
  /** 1…5 once a face was touched, null before. */
  readonly level: number | null
  readonly reason: string | null
}

/** What can happen to a visit. */
export type Touch =
  | { readonly kind: 'begin' }
  | { readonly kind: 'area'; readonly area: string | null }
  | { readonly kind: 'back' }
  | { readonly kind: 'rate'; readonly level: number }
  | { readonly kind: 'again' }
  | { readonly kind: 'reason'; readonly reason: string }
  /** Nobody has touched anything for a while. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'leave' }

/** Most tiles of areas on the screen; the other areas are behind "Việc khác". */
export const MOST_AREAS = 8
/** The area that "Việc khác / Bỏ qua" says already. */
const OTHER = 'khac'

export const emptyVisit: Visit = { step: 'attract', area: null, level: null, reason: null }

/** The parts of the setup that decide which screens there are. */
export type VisitSetup = Pick<KioskSetup, 'areas' | 'questionnaires'>

/** Whether the citizen is asked for the area: only where there is something to choose. */
export function asksArea(setup: VisitSetup): boolean {
  return setup.areas.length >= 2
}

/** The areas that get a tile. */
export function areaTiles(setup: VisitSetup): VisitSetup['areas'] {
  return setup.areas.filter((area) => area.code !== OTHER).slice(0, MOST_AREAS)
}

/**
 * The visit after a touch; the same object where the touch means nothing on that screen. Which screen comes next is
 * decided by the step and the setup alone: the level is written down and never looked at.
 */
export function nextStep(visit: Visit, touch: Touch, setup: VisitSetup): Visit {
  if (touch.kind === 'leave') return emptyVisit
  // Who has rated is thanked, whether they still stand there or not.
  if (touch.kind === 'absent') return visit.level === null ? emptyVisit : { ...visit, step: 'thanks' }
  const { step } = visit
  const { kind } = touch
  if (step === 'attract' && kind === 'begin') return begin(setup)
  if (step === 'areas' && touch.kind === 'area') return { ...visit, step: 'faces', area: touch.area }
  if (step === 'faces' && kind === 'back' && mayGoBack(visit, setup)) return { ...visit, step: 'areas', area: null }
  if (step === 'faces' && touch.kind === 'rate') return { ...visit, step: afterFaces(setup), level: touch.level }
  if (step === 'reasons' && kind === 'again') return { ...visit, step: 'faces' }
  if (step === 'reasons' && touch.kind === 'reason') return { ...visit, step: 'thanks', reason: touch.reason }
  return visit
}

/** Whether the area can still be chosen anew: until the first face is touched. */
export function mayGoBack(visit: Visit, setup: VisitSetup): boolean {
  return asksArea(setup) && visit.level === null
}

function begin(setup: VisitSetup): Visit {
  if (asksArea(setup)) return { ...emptyVisit, step: 'areas' }
  return { ...emptyVisit, step: 'faces', area: setup.areas[0]?.code ?? null }
}

function afterFaces(setup: VisitSetup): Step {
  return setup.questionnaires[0]?.reasons ? 'reasons' : 'thanks'
}
