import type { SatisfactionRow } from '#contract/satisfaction'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { countOf, isFew } from '#core/statistics/count'
import { isPartial } from '#core/statistics/coverage'
import { figureOf } from '#core/statistics/figure'
import type { DateRange } from '#core/time/period'
import { rangeOfKey } from '#core/time/period'
import { OFFICE_MEASURE, OVERALL } from '#core/questions/questionnaire'
import { isSatisfactionScale } from '#core/questions/scale'
import type { RequiredShare } from '#core/statistics/target'
import type { TargetMeasure } from '#core/statistics/target-choice'
import { targetInForce } from '#core/statistics/target-choice'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { Form } from '../../store/figures/forms.ts'
import type { UnitRow } from '../../store/office/units.ts'
import { createDossiersBeside } from '../dossiers/beside-figures.ts'
import { awaitsRelease } from './awaits-release.ts'
import { createCoverage } from './coverage.ts'
import type { FigureQuestion } from './figure-question.ts'
import { isTime } from './figure-question.ts'
import type { FigureReads } from './figure-reads.ts'
import type { Labels } from './labels.ts'
import { createThresholds } from './quick-repeats.ts'
import { basisOf, countedByStages, toBasis } from './verdict-basis.ts'

/** The target that a row is held against on a day, of one kind. */
type TargetOfRow = (row: BreakdownRow, date: string, measure: TargetMeasure) => RequiredShare | null

interface RowMakerParts {
  readonly labels: Labels
  /** How many responses to the question have not entered the figures yet. */
  readonly waiting: number
}

/** Makes the rows of one reply: the figure of each with the target that holds for it. */
export async function createRowMaker(
  question: FigureQuestion,
  reads: FigureReads,
  { labels, waiting }: RowMakerParts,
): Promise<(row: BreakdownRow, label: string) => SatisfactionRow> {
  const { chain, below, range: whole, unit } = question
  const { policy } = question.audience
  const targets = await reads.targets([...chain, ...below.slice(1).map(({ id }) => id)])
  const otherScales = otherScalesOf(await reads.forms())
  const countedOf = await countedByStages(question, targets, { labels, reads })
  const coverageOf = await createCoverage(question, reads)
  const thresholdsOf = await createThresholds(question, reads, labels)
  const inTime = isTime(question.dimension)

  const targetOf: TargetOfRow = (row, date, measure) => {
    const criterion = criterionOfRow(row, question)
    if (row.comparable !== OFFICE_MEASURE || criterion !== OVERALL) return null
    const stage = question.by === 'stage' && row.key !== 'total' ? row.key : question.cells.stage
    return targetInForce(targets, {
      chain: chainOfRow(row, question),
      groups: groupsOfRow(row, question),
      date,
      stage,
      measure,
    })
  }
  const besideOf = await createDossiersBeside(question, reads, { labels, targetOf })

  return (row, label) => {
    const range = inTime && row.key !== 'total' ? within(rangeOfKey(row.key), whole) : whole
    const { tally, received, comparable } = row
    const target = targetOf(row, range.to, 'share')
    const counted = countedOf(row, target)
    const basis = basisOf(row, counted, target)
    const { minimum_answers: minimumAnswers } = childOfRow(row, question) ?? unit
    const thresholds = thresholdsOf(row, { smallestCell: policy.smallestCell, minimumAnswers })
    const isVisible = basis === null || !isFew(countOf(basis.tally), thresholds.smallestCell)
    const { target: own, ...figure } = figureOf({
      tally,
      range,
      target,
      minimumAnswers: thresholds.minimumAnswers,
      policy: { ...policy, smallestCell: thresholds.smallestCell },
      counted,
      isPartial: isPartial(coverageOf(row, range)),
      isSatisfaction: !otherScales.has(`${comparable} ${criterionOfRow(row, question)}`),
    })
    return {
      key: row.key,
      label,
      comparable,
      received,
      ...figure,
      ...besideOf(row, range, figure),
      target: own && { ...own, stages: own.stages ? [...own.stages] : null },
      awaitsRelease: awaitsRelease({ ...thresholds, waiting, today: question.today, row, range, figure }),
      basis: basis && toBasis(basis.stages, isVisible && figure.suppressed === null ? counted : null),
    }
  }
}

/** Criteria whose answers are not the five levels, each behind the key under which it is counted. */
function otherScalesOf(forms: readonly Form[]): ReadonlySet<string> {
  return new Set(
    forms.flatMap(({ comparable, shape }) =>
      shape.criteria.filter(({ options }) => !isSatisfactionScale(options)).map(({ code }) => `${comparable} ${code}`),
    ),
  )
}

function within(key: DateRange | null, range: DateRange): DateRange {
  if (!key) return range
  return { from: key.from > range.from ? key.from : range.from, to: key.to < range.to ? key.to : range.to }
}

/** The child that a row by unit is about; none for the unit itself and for the total. */
function childOfRow(row: BreakdownRow, { by, below }: FigureQuestion): UnitRow | undefined {
  return by === 'unit' ? below.slice(1).find((unit) => unit.code === row.key) : undefined
}

/** A child's row looks at the child's own targets first. */
function chainOfRow(row: BreakdownRow, question: FigureQuestion): readonly number[] {
  const child = childOfRow(row, question)
  return child ? [child.id, ...question.chain] : question.chain
}

/** By criterion the total is about the question they have in common. */
const criterionOfRow = (row: BreakdownRow, { by, cells }: FigureQuestion): string =>
  by !== 'criterion' ? cells.criterion : row.key === 'total' ? OVERALL : row.key

/** An area follows the target of its group before that of all; a group without a target of its own has none. */
function groupsOfRow(row: BreakdownRow, { by, area, areas, group, audience }: FigureQuestion): readonly string[] {
  const byKey = row.key !== 'total'
  const single = by === 'area' && byKey ? areas.find((candidate) => candidate.code === row.key) : area
  if (by === 'group' && byKey) return [row.key]
  if (single) return [...single.groups, 'chung']
  if (group !== null && group !== 'chung') return [group]
  return [...groupsOfAll(areas.filter(({ code }) => audience.areas?.includes(code))), 'chung']
}

/** The groups that an officer's areas have in common: together they are judged as each of them is. */
const groupsOfAll = ([first, ...others]: readonly AreaRow[]): readonly string[] =>
  (first?.groups ?? []).filter((group) => others.every(({ groups }) => groups.includes(group)))
