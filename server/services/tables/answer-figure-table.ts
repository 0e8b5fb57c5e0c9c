import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import type { FigureTableQuery, FigureTableReply } from '#contract/tables'
import { OFFICE_MEASURE } from '#core/questions/questionnaire'
import { NONE } from '#core/statistics/breakdown'
import type { AreaFigures } from '#core/tables/area-table'
import { areaTable } from '#core/tables/area-table'
import { partTable } from '#core/tables/part-table'
import { foldVietnamese } from '#core/text/slug'
import { ALL_AREAS_ROW } from '#core/words/groups'
import { answerFrom } from '../figures/answer-figures.ts'
import type { FigureRequest } from '../figures/figure-question.ts'
import type { FigureReads, FigureStores } from '../figures/figure-reads.ts'
import { readOnce } from '../figures/figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { lineOf } from './figure-lines.ts'
import type { PartKind } from './part-figures.ts'
import { partFigures, partHeads } from './part-figures.ts'
import type { TableRequest, TableScope } from './table-scope.ts'
import { scopeOf } from './table-scope.ts'

interface FigureTableRequest extends TableRequest {
  readonly by: NonNullable<FigureTableQuery['by']>
}

const LAND_GROUP = 'dat-dai-xay-dung'

/** Bảng 2 of the report, by areas or by what else is asked. */
export async function answerFigureTable(
  { by, ...request }: FigureTableRequest,
  { figures }: FigureStores,
): Promise<FigureTableReply | Refusal> {
  const reads = readOnce(figures)
  const scope = await scopeOf(request, reads)
  if (isRefusal(scope)) return scope
  const { unit, range, previous } = scope
  const table = await (by === 'area' ? byArea(scope, reads) : byPart(by, scope, reads))
  return isRefusal(table) ? table : { unit, range, previous, table }
}

async function byArea(scope: TableScope, reads: FigureReads) {
  const { isJudged } = scope
  const now = await areaFigures(scope.request, isJudged, reads)
  if (isRefusal(now)) return now
  const before = await areaFigures(scope.requestBefore, isJudged, reads)
  if (isRefusal(before)) return before
  const { smallestCell, previous } = scope
  return areaTable({ now, before: { figures: before, words: previous.words }, smallestCell })
}

async function areaFigures(
  { query, ...request }: FigureRequest,
  isJudged: boolean,
  reads: FigureReads,
): Promise<AreaFigures | Refusal> {
  const land = await answerFrom({ ...request, query: { ...query, by: 'total', group: LAND_GROUP } }, reads)
  if (isRefusal(land)) return land
  const areas = await answerFrom({ ...request, query: { ...query, by: 'area' } }, reads)
  if (isRefusal(areas)) return areas
  const all = await answerFrom({ ...request, query: { ...query, by: 'total' } }, reads)
  if (isRefusal(all)) return all
  const inGroup = new Set(
    (await reads.areas()).filter(({ groups }) => groups.includes(LAND_GROUP)).map(({ code }) => code),
  )
  const lines = ofOffice(areas).map((row) => lineOf(row, isJudged))
  return {
    all: { ...lineOf(whole(all), isJudged), label: ALL_AREAS_ROW },
    land: inGroup.size === 0 ? null : { ...lineOf(whole(land), isJudged), label: 'Đất đai, xây dựng' },
    landAreas: lines.filter(({ key }) => inGroup.has(key)),
    others: lines.filter(({ key }) => !inGroup.has(key)).toSorted(byName),
  }
}

const ofOffice = ({ rows }: SatisfactionReply): readonly SatisfactionRow[] =>
  rows.filter(({ comparable }) => comparable === OFFICE_MEASURE)

/** The total of the office's own question; of no other, which would be another figure in its place. */
function whole({ rows, total }: SatisfactionReply): SatisfactionRow {
  const own = [total, ...rows].find(({ comparable }) => comparable === OFFICE_MEASURE)
  return own ?? { ...total, answered: 0, tally: null, target: null, verdict: null, evidence: null }
}

const byName = (a: { key: string; label: string }, b: { key: string; label: string }): number =>
  Number(a.key === NONE) - Number(b.key === NONE) ||
  foldVietnamese(a.label).localeCompare(foldVietnamese(b.label), 'en')

async function byPart(by: PartKind, scope: TableScope, reads: FigureReads) {
  const { isJudged } = scope
  const now = await partFigures(by, { request: scope.request, question: scope.question, isJudged }, reads)
  if (isRefusal(now)) return now
  const past = { request: scope.requestBefore, question: scope.questionBefore, isJudged }
  const before = await partFigures(by, past, reads)
  if (isRefusal(before)) return before
  const { smallestCell, previous } = scope
  return partTable({ head: partHeads[by], now, before: { figures: before, words: previous.words }, smallestCell })
}
