import type { BreakdownRow } from '#core/statistics/breakdown'
import { foldCells } from '#core/statistics/breakdown'
import type { FigureQuestion } from './figure-question.ts'
import type { FigureReads } from './figure-reads.ts'
import type { Labels } from './labels.ts'

/** What a figure must reach: answers enough to be shown, and answers enough for a verdict. */
export interface Thresholds {
  readonly smallestCell: number
  readonly minimumAnswers: number
}

/**
 * The thresholds of each row, raised by its quick repeats: a rating that came less than 15 s after the one before on the
 * same device counts in every figure, and makes none reach its threshold. Where nothing is hidden, nothing is raised.
 */
export async function createThresholds(
  question: FigureQuestion,
  reads: FigureReads,
  labels: Labels,
): Promise<(row: BreakdownRow, of: Thresholds) => Thresholds> {
  const cells = await reads.quickCells(question.cells, question.dimension)
  const ofTotal = foldCells(cells, () => ['total'])
  const ofRows = question.by === 'criterion' ? [] : foldCells(cells, labels.keysOf)
  const found = new Map([...ofRows, ...ofTotal].map((row) => [placeOf(row.key, row.comparable), row.received]))
  return ({ key, comparable }, { smallestCell, minimumAnswers }) => {
    const at = question.by === 'criterion' ? 'total' : key
    const quick = found.get(placeOf(at, comparable)) ?? 0
    return {
      smallestCell: smallestCell === 0 ? 0 : smallestCell + quick,
      minimumAnswers: minimumAnswers + quick,
    }
  }
}

const placeOf = (key: string, comparable: string): string => `${key}\n${comparable}`
