import type { Stage } from '../questions/questionnaire.ts'
import { definedOnly } from '../text/defined-only.ts'
import { yearOf } from '../time/period.ts'
import type { RequiredShare } from './target.ts'

/**
 * What a target is compared with: the share of this system, a result from elsewhere, or dossier counts: handed over on time
 * or earlier, or earlier.
 */
export type TargetMeasure = 'share' | 'timeliness' | 'external' | 'early'

/** Measured by dossier counts, which have no stage and no answers. */
export const isOfDossiers = (measure: TargetMeasure): boolean => measure === 'timeliness' || measure === 'early'

/** `annual`: it holds in each year; `milestone`: a level to reach by the year in which it ends. */
export type TargetKind = 'annual' | 'milestone'

/** The level that a milestone asks for in a year on the way to it. */
export interface YearlyStep {
  readonly year: number
  /** 0 to 1. */
  readonly value: number
}

/** A target with where, for what and when it holds. */
export interface ScopedTarget extends RequiredShare {
  readonly unitId: number
  readonly group: string
  readonly measure: TargetMeasure
  /** Civil dates, both inclusive. */
  readonly validFrom: string
  readonly validTo: string
  /** Left out: annual. */
  readonly kind?: TargetKind
  readonly steps?: readonly YearlyStep[]
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
  const { date } = context
  const found = chooseTarget(targets, context)
  return found && requiredOn(found, date)
}

/** What a target asks for on a day: a milestone the level of its year, where it has one, else nothing before its own year. */
export function requiredOn({ operator, value, source, stages, ...target }: ScopedTarget, date: string): RequiredShare {
  const step = target.kind === 'milestone' ? target.steps?.find(({ year }) => year === Number(yearOf(date))) : undefined
  const milestone = isAhead(target, date) ? Number(yearOf(target.validTo)) : undefined
  return { operator, value: step?.value ?? value, source, stages, ...definedOnly({ milestone }) }
}

/** Whether a milestone says nothing yet of a day: its year is still to come, and the day's own year has no step. */
function isAhead({ kind, steps, validTo }: Pick<ScopedTarget, 'kind' | 'steps' | 'validTo'>, date: string): boolean {
  const hasStep = steps?.some(({ year }) => year === Number(yearOf(date))) ?? false
  return kind === 'milestone' && yearOf(date) < yearOf(validTo) && !hasStep
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
  // A milestone that is still far gives way to a level for the year itself, whoever of the chain set that.
  const parts = [valid.filter((target) => !isAhead(target, date)), valid.filter((target) => isAhead(target, date))]
  const inTurn = groups.flatMap((group) => parts.flatMap((part) => chain.map((unitId) => ({ group, part, unitId }))))
  for (const { group, part, unitId } of inTurn) {
    const found = part.find((target) => target.group === group && target.unitId === unitId)
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
  const date = today < validFrom ? validFrom : today > validTo ? validTo : today
  const found = chooseTarget(all, { chain, groups: [group], date, measure, stage: null })
  return found === target ? null : found
}

type Contradictable = Omit<ScopedTarget, 'source'>
type NumberedTarget = Contradictable & { readonly id: number }

/**
 * Ids of targets that ask for something else of the same thing at the same time: a plan can say "trên 80%" in one place
 * and "90%" in another. A milestone contradicts no level for a year on the way to it.
 */
export function contradictionsOf(target: NumberedTarget, all: readonly NumberedTarget[]): number[] {
  return all.filter((other) => isOfTheSame(target, other) && !asksTheSame(target, other)).map(({ id }) => id)
}

const isOfTheSame = (a: NumberedTarget, b: NumberedTarget): boolean =>
  a.id !== b.id &&
  a.unitId === b.unitId &&
  a.group === b.group &&
  a.measure === b.measure &&
  stagesKey(a.stages) === stagesKey(b.stages) &&
  isMilestone(a) === isMilestone(b) &&
  (!isMilestone(a) || yearOf(a.validTo) === yearOf(b.validTo)) &&
  a.validFrom <= b.validTo &&
  b.validFrom <= a.validTo

const isMilestone = ({ kind }: Pick<ScopedTarget, 'kind'>): boolean => kind === 'milestone'

const asksTheSame = (a: Contradictable, b: Contradictable): boolean => a.operator === b.operator && a.value === b.value

/** Stages in one text, in a fixed order; empty for all. */
export const stagesKey = (stages: readonly Stage[] | null): string => [...(stages ?? [])].sort().join(' ')
