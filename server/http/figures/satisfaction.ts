import { QuestionnaireShape } from '#contract/kiosk-setup'
import { SatisfactionQuery, SatisfactionReply } from '#contract/satisfaction'
import type { Cell } from '#core/statistics/breakdown'
import { foldCells, foremost } from '#core/statistics/breakdown'
import { OFFICE_MEASURE, OVERALL } from '#core/questions/questionnaire'
import type { QuestionnaireRow } from '../../store/catalogue/questionnaires.ts'
import { everyRole } from '../access/access.ts'
import type { Routes } from '../framework/routes.ts'
import { labelsFor } from '../../services/figures/labels.ts'
import { createRowMaker } from '../../services/figures/rows.ts'
import type { Chosen, SelectionParts } from '../../services/figures/question.ts'
import { selectionOf } from '../../services/figures/question.ts'

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
        const rowOf = await createRowMaker(chosen, parts, labels)
        const { code, name } = chosen.unit
        const { policy, areas } = chosen.view
        return {
          definition,
          unit: { code, name },
          ...chosen.range,
          by: chosen.by,
          view: { ...policy, areas: areas && [...areas] },
          rows: labels
            .ordered(foldCells(cells, labels.keysOf))
            .map((row) => rowOf(row, isAll(row.key) ? wholeOf(chosen) : labels.labelOf(row.key, row.comparable))),
          total: rowOf(
            foremost(
              foldCells(all, () => ['total']),
              OFFICE_MEASURE,
            ),
            wholeOf(chosen),
          ),
        }
      },
    )
  }

const isAll = (key: string): boolean => key === 'total' || key === 'chung'

/** What everything together is called: an officer's figures are about the areas given to them. */
const wholeOf = ({ by, view }: Chosen): string =>
  view.areas ? 'Các lĩnh vực được giao' : by === 'group' ? 'Tất cả lĩnh vực' : 'Tất cả'

/**
 * The cells of the rows, and those of the total. They are the same, except that days and weeks show no levels, and that
 * criteria of one form are never added together.
 */
async function countCells(
  chosen: Chosen,
  { figures, reference }: SelectionParts,
): Promise<{ cells: Cell[]; all: Cell[] }> {
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
    cells: [...cells, ...receivedByCriterion(cells, received, await reference.questionnaires())],
    all: [...overall, ...received],
  }
}

/** A response is received once for each criterion of its form that has a row; `received` has the ids of forms as keys. */
function receivedByCriterion(
  cells: readonly Cell[],
  received: readonly Cell[],
  forms: readonly QuestionnaireRow[],
): Cell[] {
  return received.flatMap((cell) => {
    const shown = new Set(cells.filter(({ comparable }) => comparable === cell.comparable).map(({ raw }) => raw))
    const form = forms.find(({ id }) => String(id) === cell.raw)
    const criteria = form ? QuestionnaireShape.parse(JSON.parse(form.body)).criteria : []
    return criteria.filter(({ code }) => shown.has(code)).map(({ code }) => ({ ...cell, raw: code }))
  })
}
