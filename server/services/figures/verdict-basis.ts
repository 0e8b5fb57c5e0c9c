import type { SatisfactionRow } from '#contract/satisfaction'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { foldCells } from '#core/statistics/breakdown'
import { wilsonInterval } from '#core/statistics/interval'
import { OVERALL } from '#core/questions/questionnaire'
import type { Stage } from '#core/questions/questionnaire'
import { answeredCount, emptyTally, satisfiedCount, satisfiedShare } from '#core/statistics/tally'
import type { Tally } from '#core/statistics/tally'
import type { RequiredShare } from '#core/statistics/target'
import { stagesKey } from '#core/statistics/target-choice'
import type { FigureQuestion } from './figure-question.ts'
import type { FigureReads } from './figure-reads.ts'
import type { Labels } from './labels.ts'

/** The answers of a row that were given at the stages a target counts; the row's own where it counts all of them. */
export type CountedTally = (row: BreakdownRow, target: RequiredShare | null) => Tally

interface RowSources {
  readonly labels: Labels
  readonly reads: FigureReads
}

/** Reads them for every set of stages that some target counts. */
export async function countedByStages(
  question: FigureQuestion,
  targets: readonly Pick<RequiredShare, 'stages'>[],
  { labels, reads }: RowSources,
): Promise<CountedTally> {
  const sets = new Map(targets.flatMap(({ stages }) => (stages ? [[stagesKey(stages), stages] as const] : [])))
  const tallies = new Map<string, Tally>()
  // A figure of one stage is about that stage alone already, or the target does not hold for it.
  const isPlain = sets.size === 0 || question.cells.stage !== null || !question.countable
  for (const [name, stages] of isPlain ? [] : sets)
    for (const row of await rowsOf({ ...question, cells: { ...question.cells, stages } }, { labels, reads }))
      tallies.set(`${name} ${row.key} ${row.comparable}`, row.tally)
  return (row, target) => {
    const whole = isPlain || !target?.stages || (question.by === 'stage' && row.key !== 'total')
    return whole ? row.tally : (tallies.get(`${stagesKey(target.stages)} ${row.key} ${row.comparable}`) ?? emptyTally)
  }
}

async function rowsOf(question: FigureQuestion, { labels, reads }: RowSources): Promise<BreakdownRow[]> {
  const { cells, dimension, by } = question
  const rows = foldCells(await reads.tallied(cells, dimension), labels.keysOf)
  if (by === 'total') return rows
  const criterion = by === 'criterion' ? OVERALL : cells.criterion
  const all = await reads.tallied({ ...cells, criterion }, 'total')
  return [...rows, ...foldCells(all, () => ['total'])]
}

/**
 * What a verdict is about, beside a row whose target counts some stages only.
 * @returns null where it is about the row itself
 */
export function basisOf(
  { tally }: BreakdownRow,
  counted: Tally,
  target: RequiredShare | null,
): (Basis & { readonly stages: Stage[] }) | null {
  return target?.stages && counted !== tally ? { stages: [...target.stages], tally: counted } : null
}

interface Basis {
  readonly stages: readonly Stage[]
  readonly tally: Tally
}

/** The figures of a basis; null where they are hidden. */
export function toBasis(stages: Stage[], tally: Tally | null): NonNullable<SatisfactionRow['basis']> {
  if (tally === null) return { stages, answered: null, satisfiedShare: null, interval: null }
  const answered = answeredCount(tally)
  return {
    stages,
    answered,
    satisfiedShare: satisfiedShare(tally),
    interval: wilsonInterval(satisfiedCount(tally), answered),
  }
}
