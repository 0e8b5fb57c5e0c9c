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
  | { readonly kind: 'leave' }

/** Most tiles of areas on the screen; the other areas are behind "Việc khác". */
export const MOST_AREAS = 8
/** The area that "Việc khác / Bỏ qua" says already. */
const OTHER = 'khac'

export const nobody: Visit = { step: 'attract', area: null, level: null, reason: null }

/** The parts of the setup that decide which screens there are. */
export type Plan = Pick<KioskSetup, 'areas' | 'questionnaires'>

/** Whether the citizen is asked for the area: only where there is something to choose. */
export function asksArea(plan: Plan): boolean {
  return plan.areas.length >= 2
}

/** The areas that get a tile. */
export function areaTiles(plan: Plan): Plan['areas'] {
  return plan.areas.filter((area) => area.code !== OTHER).slice(0, MOST_AREAS)
}

/**
 * The visit after a touch; the same object where the touch means nothing on that screen. Which screen comes next is
 * decided by the step and the setup alone: the level is written down and never looked at.
 */
export function advance(visit: Visit, touch: Touch, plan: Plan): Visit {
  if (touch.kind === 'leave') return nobody
  const [step, kind] = [visit.step, touch.kind]
  if (step === 'attract' && kind === 'begin') return begin(plan)
  if (step === 'areas' && touch.kind === 'area') return { ...visit, step: 'faces', area: touch.area }
  if (step === 'faces' && kind === 'back' && mayGoBack(visit, plan)) return { ...visit, step: 'areas', area: null }
  if (step === 'faces' && touch.kind === 'rate') return { ...visit, step: afterFaces(plan), level: touch.level }
  if (step === 'reasons' && kind === 'again') return { ...visit, step: 'faces' }
  if (step === 'reasons' && touch.kind === 'reason') return { ...visit, step: 'thanks', reason: touch.reason }
  return visit
}

/** Whether the area can still be chosen anew: until the first face is touched. */
export function mayGoBack(visit: Visit, plan: Plan): boolean {
  return asksArea(plan) && visit.level === null
}

function begin(plan: Plan): Visit {
  if (asksArea(plan)) return { ...nobody, step: 'areas' }
  return { ...nobody, step: 'faces', area: plan.areas[0]?.code ?? null }
}

function afterFaces(plan: Plan): Step {
  return plan.questionnaires[0]?.reasons ? 'reasons' : 'thanks'
}
