import type { Breakdown } from '#contract/satisfaction'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { countOf } from '#core/statistics/count'
import type { DateRange } from '#core/time/period'
import { reportPeriodOf } from '#core/time/report-periods'
import type { Suppression } from '#core/disclosure/suppression'
import type { CellFilter } from '../../store/figures/cell-filter.ts'
import { loadTable, officeKey } from './guard-tables.ts'
import type { GuardTable } from './guard-tables.ts'
import type { FilterName } from './audience.ts'
import type { Axis, GuardReads, GuardedQuestion } from './guarded-question.ts'

/** Why a row stays hidden because of what else its reader can see; null: judged by itself. */
export type Guard = (row: BreakdownRow, range: DateRange) => Suppression

/** The breakdown in which a filtered total is a cell; a questionnaire and a criterion are no part of one. */
const axisOfFilter: Record<FilterName, Axis> = {
  group: 'area', area: 'area', answeredBy: 'area', procedure: 'procedure', stage: 'stage', channel: 'channel', counter: 'counter',
  questionnaire: 'total', criterion: 'total',
} // prettier-ignore

/** Of the others each row is the total at another time. */
const axisOfRows: Partial<Record<Breakdown, Axis>> = {
  group: 'area', area: 'area', answeredBy: 'area', procedure: 'procedure', unit: 'unit', counter: 'counter', channel: 'channel',
  stage: 'stage', criterion: 'criterion',
} // prettier-ignore

/**
 * For readers of shares (officers, supervisors): hides what could be worked out from their other questions about the
 * same range, about the periods within it, and without the filter. Those who run the office are judged cell by cell.
 */
export async function createGuard(guarded: GuardedQuestion, reads: GuardReads): Promise<Guard> {
  const { policy } = guarded.audience
  if (policy.levels) return () => null
  const ofTotal = await totalTable(guarded, reads)
  const ofRows = await rowTable(guarded, reads)
  return (row, range) => {
    const period = reportPeriodOf(range, guarded.closing)
    if (period === null || range.to >= guarded.today) return 'range'
    const { people, answered } = countOf(row.tally)
    if (people === 0) return null
    const total = whyTotal(guarded, ofTotal(period, row.comparable))
    const why = ofRows && row.key !== 'total' ? whyRow(row.key, guarded, ofRows(period, row.comparable)) : total
    const hidden = why ?? (total && 'complement')
    // That a cell is small is said of small cells only.
    return hidden === 'few' && answered >= policy.smallestCell ? 'complement' : hidden
  }
}

/** The table in which the total of the question is one cell, a group, or all of it. */
function totalTable(guarded: GuardedQuestion, reads: GuardReads): Promise<GuardTable> {
  const { filter, cells, audience } = guarded
  const ofAll = audience.areas ? 'area' : 'total'
  const axis = filter ? axisOfFilter[filter.name] : ofAll
  if (axis === 'area') return loadTable(axis, null, { guarded, reads })
  if (axis === 'total') return loadTable(axis, filter ? cells : null, { guarded, reads })
  return loadTable(axis, audience.areas ? withoutFilter(guarded) : null, { guarded, reads })
}

/** The table of the rows; null where each row is the total at another time. */
async function rowTable(guarded: GuardedQuestion, reads: GuardReads): Promise<GuardTable | null> {
  const { by, filter, cells, audience } = guarded
  const axis = axisOfRows[by]
  if (axis === undefined) return null
  const isCell = filter !== null && axisOfFilter[filter.name] === axis
  const filtered = filter !== null && !isCell
  // An officer's areas are rows of the table of all areas: what others may see of it stays hidden from none.
  if (axis === 'area') return loadTable(axis, filtered ? { ...cells, areaIds: null } : null, { guarded, reads })
  if (isCell) return loadTable(axis, audience.areas ? withoutFilter(guarded) : null, { guarded, reads })
  return loadTable(axis, filtered || audience.areas ? cells : null, { guarded, reads })
}

/** What the question is about without its filter: an officer's own areas. */
const withoutFilter = ({ cells, areas, audience }: GuardedQuestion): CellFilter => ({
  ...cells,
  areaIds: areas.filter(({ code }) => audience.areas?.includes(code)).map(({ id }) => id),
  procedureId: null,
  stage: null,
  channel: null,
  counterIds: null,
})

type TableDecision = ReturnType<GuardTable>

function whyTotal({ filter, audience }: GuardedQuestion, table: TableDecision): Suppression {
  if (table.total !== null) return table.total
  if (filter?.name === 'group') return whyUnion(filter.key, audience.areas !== null, table)
  if (filter?.name === 'answeredBy') return whyUnion(officeKey(filter.key), audience.areas !== null, table)
  if (filter?.name === 'area') return table.cells.get(filter.key) ?? null
  if (filter && axisOfFilter[filter.name] !== 'total') return table.cells.get(filter.key) ?? null
  return audience.areas ? whyUnion('chung', true, table) : (table.cells.get('total') ?? null)
}

function whyRow(key: string, { by, audience }: GuardedQuestion, table: TableDecision): Suppression {
  if (table.total !== null) return table.total
  if (by === 'answeredBy') return whyUnion(officeKey(key), audience.areas !== null, table)
  return by === 'group' ? whyUnion(key, audience.areas !== null, table) : (table.cells.get(key) ?? null)
}

/** Of an officer's areas in the group, or of the whole group. */
function whyUnion(group: string, isOwn: boolean, table: TableDecision): Suppression {
  return table.unions.get(isOwn ? `own ${group}` : group) ?? null
}
