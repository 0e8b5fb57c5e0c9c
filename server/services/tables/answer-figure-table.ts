import type { FigureTableQuery, FigureTableReply } from '#contract/tables'
import { NONE } from '#core/statistics/breakdown'
import type { AreaFigures } from '#core/tables/area-table'
import { areaTable } from '#core/tables/area-table'
import type { FigureLine } from '#core/tables/figure-line'
import { partTable } from '#core/tables/part-table'
import { foldVietnamese } from '#core/text/slug'
import { ALL_AREAS_ROW } from '#core/words/groups'
import type { FigureReads, FigureStores } from '../figures/figure-reads.ts'
import { readOnce } from '../figures/figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { lineOf } from './figure-lines.ts'
import { partFigures, partHeads } from './part-figures.ts'
import type { RangeRows, TableSources } from './range-rows.ts'
import { LAND_GROUP } from './range-rows.ts'
import type { TableRequest } from './table-scope.ts'
import { scopeOf } from './table-scope.ts'

/** Bảng 2 as it is asked for. */
export interface FigureTableRequest extends TableRequest {
  readonly by: NonNullable<FigureTableQuery['by']>
}

/** What tables are made from. */
export type TableStores = FigureStores & Pick<TableSources, 'editions'>

/** Bảng 2 of the report, by areas or by what else is asked. */
export async function answerFigureTable(
  { by, ...request }: FigureTableRequest,
  { figures, editions }: TableStores,
): Promise<FigureTableReply | Refusal> {
  const reads = readOnce(figures)
  const scope = await scopeOf(request, { reads, editions })
  if (isRefusal(scope)) return scope
  const { unit, range, previous, now, before, isJudged, smallestCell } = scope
  const { words } = previous
  if (by === 'area') {
    const figuresOf = (rows: RangeRows) => areaFigures(rows, isJudged, reads)
    const past = { figures: await figuresOf(before), words }
    return { unit, range, previous, table: areaTable({ now: await figuresOf(now), before: past, smallestCell }) }
  }
  const figuresOf = (rows: RangeRows) =>
    partFigures(by, rows, { isJudged, minimumAnswers: scope.question.unit.minimum_answers })
  const past = { figures: await figuresOf(before), words }
  const table = partTable({ head: partHeads[by], now: await figuresOf(now), before: past, smallestCell })
  return { unit, range, previous, table }
}

async function areaFigures(rows: RangeRows, isJudged: boolean, reads: FigureReads): Promise<AreaFigures> {
  const areas = await reads.areas()
  const inGroup = new Set(areas.filter(({ groups }) => groups.includes(LAND_GROUP)).map(({ code }) => code))
  const lines = (await rows.by('area')).map((row) => lineOf(row, isJudged))
  return {
    all: { ...lineOf(await rows.total(), isJudged), label: ALL_AREAS_ROW },
    land: inGroup.size === 0 ? null : { ...lineOf(await rows.land(), isJudged), label: 'Đất đai, xây dựng' },
    landAreas: lines.filter(({ key }) => inGroup.has(key)),
    others: lines.filter(({ key }) => !inGroup.has(key)).toSorted(byName),
  }
}

/** What has no area comes last. */
const byName = (a: FigureLine, b: FigureLine): number =>
  Number(a.key === NONE) - Number(b.key === NONE) ||
  foldVietnamese(a.label).localeCompare(foldVietnamese(b.label), 'en')
