import type { Cell } from '#core/statistics/breakdown'
import { OVERALL } from '#core/questions/questionnaire'
import type { CellFilter, Dimension } from '../../store/figures/cell-filter.ts'
import type { Form } from '../../store/figures/forms.ts'
import type { FigureQuestion } from './figure-question.ts'
import type { FigureReads } from './figure-reads.ts'

/** The cells that an answer is made of. */
export interface CountedCells {
  readonly ofRows: readonly Cell[]
  /** The same as of the rows, except that days and weeks show no levels, and that criteria of one form are never added. */
  readonly ofTotal: readonly Cell[]
}

export async function countCells(question: FigureQuestion, reads: FigureReads): Promise<CountedCells> {
  const { cells, dimension, by, countable } = question
  const received = await reads.received(cells, dimension)
  const tallied = async (filter: CellFilter, as: Dimension): Promise<readonly Cell[]> =>
    countable ? reads.tallied(filter, as) : []
  if (by === 'day' || by === 'week')
    return { ofRows: received, ofTotal: [...(await tallied(cells, 'total')), ...received] }
  const released = await tallied(cells, dimension)
  const all = [...released, ...received]
  if (by !== 'criterion') return { ofRows: all, ofTotal: all }
  const overall = await tallied({ ...cells, criterion: OVERALL }, 'total')
  return {
    ofRows: [...released, ...receivedByCriterion(released, received, await reads.forms())],
    ofTotal: [...overall, ...received],
  }
}

/** A response is received once for each criterion of its form that has a row; `received` has the ids of forms as keys. */
function receivedByCriterion(
  released: readonly Cell[],
  received: readonly Cell[],
  forms: readonly Form[],
): readonly Cell[] {
  return received.flatMap((cell) => {
    const withRow = new Set(released.filter(({ comparable }) => comparable === cell.comparable).map(({ raw }) => raw))
    const criteria = forms.find(({ id }) => String(id) === cell.raw)?.shape.criteria ?? []
    return criteria.filter(({ code }) => withRow.has(code)).map(({ code }) => ({ ...cell, raw: code }))
  })
}
