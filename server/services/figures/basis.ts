import type { SatisfactionRow } from '#contract/satisfaction'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { foldCells } from '#core/statistics/breakdown'
import { countOf, isFew, without } from '#core/statistics/count'
import { wilsonInterval } from '#core/statistics/interval'
import type { DateRange } from '#core/time/period'
import { OVERALL } from '#core/questions/questionnaire'
import type { Stage } from '#core/questions/questionnaire'
import { answeredCount, emptyTally, satisfiedCount, satisfiedShare } from '#core/statistics/tally'
import type { Tally } from '#core/statistics/tally'
import type { Target } from '#core/statistics/target'
import { stagesKey } from '#core/statistics/target-choice'
import { createGuard } from '../disclosure/guard.ts'
import type { Guard } from '../disclosure/guard.ts'
import type { Labels } from './labels.ts'
import type { Chosen, SelectionParts } from './question.ts'

/** The answers of a row that were given at the stages a target counts; the row's own where it counts all of them. */
export type Counted = (row: BreakdownRow, target: Target | null) => Tally

/** Reads them for every set of stages that some target counts. */
export async function countedByStages(
  chosen: Chosen,
  targets: readonly Pick<Target, 'stages'>[],
  { labels, parts }: { readonly labels: Labels; readonly parts: SelectionParts },
): Promise<Counted> {
  const sets = new Map(targets.flatMap(({ stages }) => (stages ? [[stagesKey(stages), stages] as const] : [])))
  const tallies = new Map<string, Tally>()
  // A figure of one stage is about that stage alone already, or the target does not hold for it.
  const isPlain = sets.size === 0 || chosen.selection.stage !== null || !chosen.countable
  for (const [name, stages] of isPlain ? [] : sets)
    for (const row of await rowsOf({ ...chosen, selection: { ...chosen.selection, stages } }, labels, parts))
      tallies.set(`${name} ${row.key} ${row.comparable}`, row.tally)
  return (row, target) => {
    const whole = isPlain || !target?.stages || (chosen.by === 'stage' && row.key !== 'total')
    return whole ? row.tally : (tallies.get(`${stagesKey(target.stages)} ${row.key} ${row.comparable}`) ?? emptyTally)
  }
}

async function rowsOf(chosen: Chosen, labels: Labels, { figures }: SelectionParts): Promise<BreakdownRow[]> {
  const { selection, dimension, by } = chosen
  const criterion = by === 'criterion' ? OVERALL : selection.criterion
  const cells = await figures.tallied(selection, dimension)
  const all = await figures.tallied({ ...selection, criterion }, 'total')
  return [...foldCells(cells, labels.keysOf), ...(by === 'total' ? [] : foldCells(all, () => ['total']))]
}

/**
 * What a verdict is about, beside a row whose target counts some stages only.
 * @returns null where it is about the row itself
 */
export function basisOf(
  { tally }: BreakdownRow,
  counted: Tally,
  target: Target | null,
): (Basis & { readonly stages: Stage[] }) | null {
  return target?.stages && counted !== tally ? { stages: [...target.stages], tally: counted } : null
}

/** Whether the part of a row that a verdict is about may be shown beside the whole. */
export type BasisView = (row: BreakdownRow, basis: Basis, range: DateRange) => boolean

interface Basis {
  readonly stages: readonly Stage[]
  readonly tally: Tally
}

/**
 * For readers of shares a part is what the question about its stage alone would show them, or the parts of some rows
 * would give away the part of another; the part of two stages answers no question of theirs and stays hidden.
 */
export async function createBasisView(
  chosen: Chosen,
  targets: readonly Pick<Target, 'stages'>[],
  parts: SelectionParts,
): Promise<BasisView> {
  const { levels, smallestCell } = chosen.view.policy
  if (levels) return (_row, { tally }) => !isFew(countOf(tally), smallestCell)
  const guards = new Map<string, Guard>()
  // A second filter is not theirs to ask for.
  for (const { stages } of chosen.filter === null ? targets : [])
    if (stages?.length === 1) for (const stage of stages) guards.set(stage, await createGuard(at(chosen, stage), parts))
  return (row, { stages, tally }, range) => {
    const part = countOf(tally)
    if (isFew(part, smallestCell) || isFew(without(countOf(row.tally), part), smallestCell)) return false
    return guards.get(stagesKey(stages))?.({ ...row, tally }, range) === null
  }
}

const at = (chosen: Chosen, stage: Stage): Chosen => ({
  ...chosen,
  filter: { name: 'stage', key: stage },
  selection: { ...chosen.selection, stage },
})

/** The figures of a basis; null where they are hidden. */
export function shownBasis(stages: Stage[], tally: Tally | null): NonNullable<SatisfactionRow['basis']> {
  if (tally === null) return { stages, answered: null, satisfiedShare: null, interval: null }
  const answered = answeredCount(tally)
  return {
    stages,
    answered,
    satisfiedShare: satisfiedShare(tally),
    interval: wilsonInterval(satisfiedCount(tally), answered),
  }
}
