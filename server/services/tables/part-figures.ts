import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import { OFFICE_MEASURE } from '#core/questions/questionnaire'
import { NONE } from '#core/statistics/breakdown'
import type { FigureLine } from '#core/tables/figure-line'
import type { PartFigures } from '#core/tables/part-table'
import { addTallies, answeredCount, emptyTally } from '#core/statistics/tally'
import { evidenceOf, verdictOf } from '#core/statistics/target'
import { counterKey } from '../figures/cell-codes.ts'
import { answerFrom } from '../figures/answer-figures.ts'
import type { FigureQuestion, FigureRequest } from '../figures/figure-question.ts'
import type { FigureReads } from '../figures/figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { judgementWords, lineOf } from './figure-lines.ts'

/** What the parts of each table are called at the head of their column. */
export const partHeads = { stage: 'Khâu', site: 'Điểm tiếp nhận', answeredBy: 'Phòng, cơ quan giải quyết' } as const
export type PartKind = keyof typeof partHeads

interface PartQuestion {
  readonly request: FigureRequest
  readonly question: FigureQuestion
  readonly isJudged: boolean
}

/** The figures of Bảng 2 by something else than areas. */
export async function partFigures(
  by: PartKind,
  { request: { query, ...request }, question, isJudged }: PartQuestion,
  reads: FigureReads,
): Promise<PartFigures | Refusal> {
  const answer = await answerFrom({ ...request, query: { ...query, by: by === 'site' ? 'counter' : by } }, reads)
  if (isRefusal(answer)) return answer
  const all = { ...lineOf(answer.total, isJudged), label: 'Tất cả' }
  const lines = answer.rows
    .filter(({ comparable }) => comparable === OFFICE_MEASURE)
    .map((row) => lineOf(row, isJudged))
  return { all, parts: by === 'site' ? await bySite({ answer, lines, question, isJudged }, reads) : lines }
}

interface CounterLines {
  readonly answer: SatisfactionReply
  /** One for each counter. */
  readonly lines: readonly FigureLine[]
  readonly question: FigureQuestion
  readonly isJudged: boolean
}

/** Adds up the counters of each site; the target is that of all of them. */
async function bySite(
  { answer, lines, question, isJudged }: CounterLines,
  reads: FigureReads,
): Promise<readonly FigureLine[]> {
  const unitIds = question.below.map(({ id }) => id)
  const counters = await reads.counters(unitIds)
  const siteOf = new Map(counters.map((counter) => [counterKey(counter, question), counter.siteId]))
  const { total } = answer
  const isWhole = total.basis === null
  const sites = [...(await reads.sites(unitIds)), { id: null, name: 'Không ghi điểm tiếp nhận' }]
  return sites.flatMap(({ id, name }) => {
    const own = lines.filter(({ key }) => (siteOf.get(key) ?? null) === id)
    const tally = own.reduce((sum, line) => addTallies(sum, line.tally), emptyTally)
    if (answeredCount(tally) + tally.n0 === 0) return []
    const { minimum_answers: fewest } = question.unit
    const evidence: SatisfactionRow['evidence'] =
      total.evidence === 'partial' ? 'partial' : evidenceOf(tally, total.target, fewest)
    const verdict = evidence === 'partial' ? null : verdictOf(tally, total.target, fewest)
    const judged = { answered: answeredCount(tally), target: total.target, verdict, evidence }
    return {
      key: id === null ? NONE : String(id),
      label: name,
      tally,
      target: isWhole ? total.target : null,
      judgement: isJudged && isWhole ? judgementWords(judged) : null,
      isPart: false,
    }
  })
}
