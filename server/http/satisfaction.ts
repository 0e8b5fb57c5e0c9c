import { SatisfactionQuery, SatisfactionReply } from '#contract/satisfaction'
import type { Cell } from '#core/breakdown'
import { foldCells, foremost } from '#core/breakdown'
import { OFFICE_MEASURE, OVERALL } from '#core/questionnaire'
import { everyRole } from './access.ts'
import type { Routes } from './routes.ts'
import { labelsFor } from './satisfaction-labels.ts'
import { createRowMaker } from './satisfaction-rows.ts'
import type { Chosen, SelectionParts } from './satisfaction-selection.ts'
import { selectionOf } from './satisfaction-selection.ts'

/** What "tỷ lệ hài lòng" means here; a change of the text is a new version. */
export const definition = {
  measure: 'satisfaction',
  version: 1,
  text:
    'Tỷ lệ hài lòng = số lượt trả lời “Hài lòng” hoặc “Rất hài lòng” chia cho số lượt trả lời có chọn mức, ' +
    'ở câu hỏi chung với thang 5 mức. “Không có ý kiến” không nằm ở tử số lẫn mẫu số. ' +
    'Khoảng tin cậy 95% theo Wilson (1927), không hiệu chỉnh liên tục.',
} as const

/** `GET /api/satisfaction`: shares with their intervals, targets and verdicts, broken down one way. */
export const satisfactionRoutes =
  (parts: SelectionParts): Routes =>
  (app) => {
    app.get(
      '/api/satisfaction',
      {
        config: { access: everyRole },
        schema: { querystring: SatisfactionQuery, response: { 200: SatisfactionReply } },
      },
      async (request) => {
        const chosen = await selectionOf(request, parts)
        const { cells, all } = await countCells(chosen, parts)
        const labels = await labelsFor(chosen, parts)
        const rowOf = await createRowMaker(chosen, parts)
        const { code, name } = chosen.unit
        return {
          definition,
          unit: { code, name },
          ...chosen.range,
          by: chosen.by,
          rows: labels.ordered(foldCells(cells, labels.keysOf)).map((row) => rowOf(row, labels.labelOf(row.key))),
          total: rowOf(
            foremost(
              foldCells(all, () => ['total']),
              OFFICE_MEASURE,
            ),
            'Tất cả',
          ),
        }
      },
    )
  }

/**
 * The cells of the rows, and those of the total. They are the same, except that days and weeks show no levels, and that
 * criteria of one form are never added together.
 */
async function countCells(chosen: Chosen, { figures }: SelectionParts): Promise<{ cells: Cell[]; all: Cell[] }> {
  const { selection, dimension, by, countable } = chosen
  const received = await figures.received(selection, dimension)
  const tallied = (of: typeof selection, as: typeof dimension): Promise<Cell[]> =>
    countable ? figures.tallied(of, as) : Promise.resolve([])
  if (by === 'day' || by === 'week')
    return { cells: received, all: [...(await tallied(selection, 'total')), ...received] }
  const cells = await tallied(selection, dimension)
  if (by !== 'criterion') return { cells: [...cells, ...received], all: [...cells, ...received] }
  const overall = await tallied({ ...selection, criterion: OVERALL }, 'total')
  return {
    cells: [...cells, ...receivedByCriterion(cells, received)],
    all: [...overall, ...received],
  }
}

/** A response is received once for each criterion of its form, in whichever version it came. */
function receivedByCriterion(cells: readonly Cell[], received: readonly Cell[]): Cell[] {
  return received.flatMap((cell) => {
    const criteria = new Set(cells.filter(({ comparable }) => comparable === cell.comparable).map(({ raw }) => raw))
    return [...criteria].map((raw) => ({ ...cell, raw }))
  })
}
