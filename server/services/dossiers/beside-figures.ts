import type { FigureDossiers, SatisfactionRow } from '#contract/satisfaction'
import type { DossierCoverage } from '#core/dossiers/coverage'
import { dossierCoverage, dossierInterval } from '#core/dossiers/coverage'
import type { EnteredDossiers } from '#core/dossiers/counts'
import { ratio, returnedCount } from '#core/dossiers/counts'
import type { CountMonths } from '#core/dossiers/months'
import { monthsOfRange } from '#core/dossiers/months'
import { OFFICE_MEASURE, OVERALL } from '#core/questions/questionnaire'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { foldCells, NONE } from '#core/statistics/breakdown'
import { countOf, isFew, without } from '#core/statistics/count'
import type { Tally } from '#core/statistics/tally'
import { emptyTally } from '#core/statistics/tally'
import type { RequiredShare } from '#core/statistics/target'
import { reaches } from '#core/statistics/target'
import type { DateRange } from '#core/time/period'
import type { DossierRow, DossiersAndRated } from '../../store/dossiers/dossiers.ts'
import type { FigureQuestion } from '../figures/figure-question.ts'
import type { FigureReads } from '../figures/figure-reads.ts'
import type { Labels } from '../figures/labels.ts'
import { countRows } from './count-dossiers.ts'

/** What stands beside a figure where dossiers of the same cell are known. */
export type BesideFigure = Pick<SatisfactionRow, 'dossiers' | 'coverage' | 'intervalFinite'>

const nothing: BesideFigure = { dossiers: null, coverage: null, intervalFinite: null }

/** The dossiers of a row in its own days. */
export type DossiersBeside = (
  row: BreakdownRow,
  range: DateRange,
  figure: Pick<SatisfactionRow, 'suppressed'>,
) => BesideFigure

interface BesideParts {
  readonly labels: Labels
  /** The target of this kind that holds for a row on the last of its days. */
  readonly targetOf: (row: BreakdownRow, date: string, measure: 'timeliness' | 'early') => RequiredShare | null
}

/** Breakdowns that dossiers have as well. */
const shared: readonly string[] = ['total', 'group', 'area', 'answeredBy', 'unit', 'month', 'quarter', 'year']

/**
 * Reads the dossiers of a question, and where there are any the answers at the counters that return them: one statement,
 * or two. Those who see no levels are told nothing: the answers of one stage are more than they may ask for.
 */
export async function createDossiersBeside(
  question: FigureQuestion,
  reads: FigureReads,
  parts: BesideParts,
): Promise<DossiersBeside> {
  const { cells, range, audience } = question
  const months = audience.policy.levels && isOfDossiers(question) ? monthsOfRange(range) : null
  if (months === null) return () => nothing
  const found = await reads.dossiers(cells.unitIds, months)
  const { areaIds } = cells
  const rows = found.rows.filter(({ areaId }) => areaIds === null || areaIds.includes(areaId))
  if (rows.length === 0) return () => nothing
  const atResult = await answersAtResult(question, reads, parts.labels)
  const cellOf = createCells(question, { rows, found }, { months, labels: parts.labels })
  return (row, within, { suppressed }) => {
    if (row.comparable !== OFFICE_MEASURE) return nothing
    const cell = cellOf(row, within)
    const dossiers = cell && dossiersOf(cell, (measure) => parts.targetOf(row, within.to, measure))
    if (dossiers === null || dossiers.missing > 0 || dossiers.returned === null || suppressed !== null)
      return { ...nothing, dossiers }
    const part = atResult(row)
    const coverage = dossierCoverage(part, dossiers.returned)
    if (coverage === null) return { ...nothing, dossiers }
    return {
      dossiers,
      coverage: withoutFew(coverage, { part, whole: row.tally, smallestCell: audience.policy.smallestCell }),
      intervalFinite: dossierInterval(row.tally, coverage),
    }
  }
}

/** Whether what the question is narrowed by narrows dossiers too. */
function isOfDossiers({ cells }: FigureQuestion): boolean {
  const { procedureId, stage, channel, counterIds, questionnaireId, criterion } = cells
  const others = [procedureId, stage, channel, counterIds, questionnaireId]
  return criterion === OVERALL && others.every((filter) => filter === null)
}

/** '' is what was given at a counter that keeps to no stage. */
const resultStages = ['result', ''] as const

async function answersAtResult(
  question: FigureQuestion,
  reads: FigureReads,
  labels: Labels,
): Promise<(row: BreakdownRow) => Tally> {
  const isShared = shared.includes(question.by)
  const cells = await reads.tallied(
    { ...question.cells, stages: resultStages },
    isShared ? question.dimension : 'total',
  )
  const rows = [...(isShared ? foldCells(cells, labels.keysOf) : []), ...foldCells(cells, () => ['total'])]
  return ({ key, comparable }) =>
    rows.find((row) => row.key === key && row.comparable === comparable)?.tally ?? emptyTally
}

interface RowDossiers {
  readonly counts: EnteredDossiers
  readonly missing: number
}

/** The dossiers of each row; null where none were entered, or where the row is of something that dossiers do not have. */
function createCells(
  { by, dimension }: FigureQuestion,
  { rows, found }: { readonly rows: readonly DossierRow[]; readonly found: DossiersAndRated },
  { months, labels }: { readonly months: CountMonths; readonly labels: Labels },
): (row: BreakdownRow, range: DateRange) => RowDossiers | null {
  const rawOf = ({ areaId, unitId, month }: Pick<DossierRow, 'areaId' | 'unitId' | 'month'>): string =>
    dimension === 'area' ? String(areaId) : dimension === 'unit' ? String(unitId) : `${month}-01`
  const isOf = (key: string, row: Pick<DossierRow, 'areaId' | 'unitId' | 'month'>): boolean =>
    key === 'total' || labels.keysOf(rawOf(row)).includes(key)
  return ({ key }, range) => {
    const own = key === 'total' ? months : monthsOfRange(range)
    if (own === null || own.cutOffDay !== months.cutOffDay || key === NONE) return null
    if (key !== 'total' && !shared.includes(by)) return null
    const ofUnit = (unitId: number): boolean => dimension !== 'unit' || isOf(key, { unitId, areaId: 0, month: '' })
    const counted = countRows(
      { rows: rows.filter((row) => own.months.includes(row.month) && isOf(key, row)), rated: [] },
      own,
    )
    if (returnedCount(counted.total) === null && counted.total.received === null) return null
    const { missing } = countRows(found, own)
    return { counts: counted.total, missing: missing.filter(({ unitId }) => ofUnit(unitId)).length }
  }
}

function dossiersOf(
  { counts, missing }: RowDossiers,
  targetOf: (measure: 'timeliness' | 'early') => RequiredShare | null,
): FigureDossiers {
  const { received, early, onTime, late, apologised } = counts
  const returned = returnedCount(counts)
  const timely = early === null || onTime === null ? null : early + onTime
  const measured = (part: number | null, target: RequiredShare | null): FigureDossiers['timeliness'] => ({
    share: ratio(part, returned),
    target: target && { ...target, stages: null },
    verdict: missing > 0 || target === null ? null : verdictOn(part, returned, target),
  })
  return {
    counts: { received, early, onTime, late, apologised },
    returned,
    missing,
    timeliness: measured(timely, targetOf('timeliness')),
    early: measured(early, targetOf('early')),
  }
}

/** Every dossier is counted, so there is nothing to be unsure of. */
function verdictOn(part: number | null, whole: number | null, target: RequiredShare): 'met' | 'missed' | null {
  if (part === null || whole === null || whole === 0 || target.milestone !== undefined) return null
  return reaches(part, whole, target) ? 'met' : 'missed'
}

interface Parted {
  readonly part: Tally
  readonly whole: Tally
  readonly smallestCell: number
}

/** Without the worst and the best case where these would tell how the few at a counter, or the few elsewhere, answered. */
function withoutFew(coverage: DossierCoverage, { part, whole, smallestCell }: Parted): DossierCoverage {
  const [own, rest] = [countOf(part), without(countOf(whole), countOf(part))]
  return isFew(own, smallestCell) || isFew(rest, smallestCell) ? { ...coverage, bounds: null } : coverage
}
