import type { Target } from './target.ts'

/** A target with where, for what and when it holds. */
export interface PlacedTarget extends Target {
  readonly unitId: number
  readonly group: string
  /** Civil dates, both inclusive. */
  readonly validFrom: string
  readonly validTo: string
}

/** What a figure is about, as far as targets care. */
export interface TargetPlace {
  /** The unit and all above it, nearest first: a target is inherited downward. */
  readonly chain: readonly number[]
  /** Groups whose target may apply, the most specific first. */
  readonly groups: readonly string[]
  /** The last day of the figure's range. */
  readonly date: string
}

/**
 * The target in force: of the most specific group, set by the nearest unit; of several, the first in the list given.
 * @returns null when no plan says anything ("chưa đặt chỉ tiêu")
 */
export function targetInForce(targets: readonly PlacedTarget[], { chain, groups, date }: TargetPlace): Target | null {
  const valid = targets.filter((target) => target.validFrom <= date && date <= target.validTo)
  for (const group of groups)
    for (const unitId of chain) {
      const found = valid.find((target) => target.group === group && target.unitId === unitId)
      if (found) return { operator: found.operator, value: found.value, source: found.source }
    }
  return null
}
