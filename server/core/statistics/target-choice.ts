import type { Stage } from '../questions/questionnaire.ts'
import type { RequiredShare } from './target.ts'

/**
 * What a target is compared with: the share of this system, a result from elsewhere, or dossier counts: handed over on time
 * or earlier, or earlier.
 */
export type TargetMeasure = 'share' | 'timeliness' | 'external' | 'early'

/** Nothing here counts dossiers: no figure can be held against such a target. */
export const isOfDossiers = (measure: TargetMeasure): boolean => measure === 'timeliness' || measure === 'early'

/** A target with where, for what and when it holds. */
export interface ScopedTarget extends RequiredShare {
  readonly unitId: number
  readonly group: string
  readonly measure: TargetMeasure
  /** Civil dates, both inclusive. */
  readonly validFrom: string
  readonly validTo: string
}

/** What a figure is about, as far as targets care. */
export interface TargetContext {
  /** The unit and all above it, nearest first: a target is inherited downward. */
  readonly chain: readonly number[]
  /** Groups whose target may apply, the most specific first. */
  readonly groups: readonly string[]
  /** The last day of the figure's range. */
  readonly date: string
  /** `share` for figures of this system. */
  readonly measure: TargetMeasure
  /** The one stage the figure is about; null: all; `-`: of answers whose stage is not known. */
  readonly stage: string | null
}

/**
 * The target in force: of the most specific group, set by the nearest unit; of several, the first in the list given.
 * A target that counts some stages says nothing about a figure of another one.
 * @returns null when no plan says anything ("chưa đặt chỉ tiêu")
 */
export function targetInForce(targets: readonly ScopedTarget[], context: TargetContext): RequiredShare | null {
  const found = chooseTarget(targets, context)
  return found && { operator: found.operator, value: found.value, source: found.source, stages: found.stages }
}

function chooseTarget<Target extends Contradictable>(
  targets: readonly Target[],
  { chain, groups, date, measure, stage }: TargetContext,
): Target | null {
  const valid = targets.filter(
    (target) =>
      target.measure === measure &&
      target.validFrom <= date &&
      date <= target.validTo &&
      (stage === null || target.stages === null || target.stages.some((counted) => counted === stage)),
  )
  for (const group of groups)
    for (const unitId of chain) {
      const found = valid.find((target) => target.group === group && target.unitId === unitId)
      if (found) return found
    }
  return null
}

/**
 * The target that judges a unit's figures instead of this one today, or on the nearest day on which this one holds; null
 * where it judges itself. Of two of one group and year exactly one does.
 *
 * @param chain the unit and all above it, nearest first
 */
export function judgingInstead<Target extends Contradictable>(
  target: Target,
  all: readonly Target[],
  { chain, today }: { readonly chain: readonly number[]; readonly today: string },
): Target | null {
  const { group, measure, validFrom, validTo } = target
  if (isOfDossiers(measure)) return null
  const date = today < validFrom ? validFrom : today > validTo ? validTo : today
  const found = chooseTarget(all, { chain, groups: [group], date, measure, stage: null })
  return found === target ? null : found
}

type Contradictable = Omit<ScopedTarget, 'source'>
type NumberedTarget = Contradictable & { readonly id: number }

/**
 * Ids of targets that ask for something else of the same thing at the same time: a plan can say "trên 80%" in one place
 * and "90%" in another. Dossier counts are left out: "trước hạn 80%" and "đúng hạn 98%" go together.
 */
export function contradictionsOf(target: NumberedTarget, all: readonly NumberedTarget[]): number[] {
  if (isOfDossiers(target.measure)) return []
  return all.filter((other) => isOfTheSame(target, other) && !asksTheSame(target, other)).map(({ id }) => id)
}

const isOfTheSame = (a: NumberedTarget, b: NumberedTarget): boolean =>
  a.id !== b.id &&
  a.unitId === b.unitId &&
  a.group === b.group &&
  a.measure === b.measure &&
  stagesKey(a.stages) === stagesKey(b.stages) &&
  a.validFrom <= b.validTo &&
  b.validFrom <= a.validTo

const asksTheSame = (a: Contradictable, b: Contradictable): boolean => a.operator === b.operator && a.value === b.value

/** Stages in one text, in a fixed order; empty for all. */
export const stagesKey = (stages: readonly Stage[] | null): string => [...(stages ?? [])].sort().join(' ')
