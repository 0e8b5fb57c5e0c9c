import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import { OFFICE_MEASURE } from '#core/questions/questionnaire'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { foldCells, foremost } from '#core/statistics/breakdown'
import { waitingAmong } from './awaits-release.ts'
import { replyCoverage } from './coverage.ts'
import { countCells } from './counted-cells.ts'
import { definition } from './definition.ts'
import type { FigureQuestion, FigureRequest } from './figure-question.ts'
import { resolveQuestion } from './figure-question.ts'
import type { FigureReads, FigureStores } from './figure-reads.ts'
import { readOnce } from './figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { labelsFor } from './labels.ts'
import { createRowMaker } from './rows.ts'

/**
 * Shares with their intervals, targets and verdicts, broken down one way, as their audience may see them.
 * Whatever asks for figures asks here: a route, a command, a report.
 */
export function answerFigures(request: FigureRequest, { figures }: FigureStores): Promise<SatisfactionReply | Refusal> {
  return answerFrom(request, readOnce(figures))
}

/** The same from reads that several answers share. */
export async function answerFrom(request: FigureRequest, reads: FigureReads): Promise<SatisfactionReply | Refusal> {
  const question = await resolveQuestion(request, reads)
  if (isRefusal(question)) return question
  const { unit, range, by, audience } = question
  const { policy, areas } = audience
  return {
    definition,
    unit: { code: unit.code, name: unit.name },
    ...range,
    by,
    coverage: await replyCoverage(question, reads),
    view: { ...policy, areas: areas && [...areas] },
    closed: [],
    ...(await tableOf(question, reads)),
  }
}

async function tableOf(
  question: FigureQuestion,
  reads: FigureReads,
): Promise<Pick<SatisfactionReply, 'rows' | 'total'>> {
  const { ofRows, ofTotal } = await countCells(question, reads)
  const labels = await labelsFor(question, reads)
  const totals = foldCells(ofTotal, () => ['total'])
  const rowOf = await createRowMaker(question, reads, { labels, waiting: waitingAmong(totals) })
  const whole = wholeOf(question)
  const toRow = (row: BreakdownRow): SatisfactionRow =>
    rowOf(row, isAll(row.key) ? whole : labels.labelOf(row.key, row.comparable))
  return {
    rows: labels.ordered(foldCells(ofRows, labels.keysOf)).map(toRow),
    total: rowOf(foremost(totals, OFFICE_MEASURE), whole),
  }
}

const isAll = (key: string): boolean => key === 'total' || key === 'chung'

/** What everything together is called: an officer's figures are about the areas given to them. */
const wholeOf = ({ by, audience }: FigureQuestion): string =>
  audience.areas ? 'Các lĩnh vực được giao' : by === 'group' ? 'Tất cả lĩnh vực' : 'Tất cả'
