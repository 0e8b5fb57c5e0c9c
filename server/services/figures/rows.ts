import { QuestionnaireShape } from '#contract/kiosk-setup'
import type { SatisfactionRow } from '#contract/satisfaction'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { figureOf } from '#core/statistics/figure'
import type { DateRange } from '#core/time/period'
import { rangeOfKey } from '#core/time/period'
import { OFFICE_MEASURE, OVERALL } from '#core/questions/questionnaire'
import { isSatisfactionScale } from '#core/questions/scale'
import type { Target } from '#core/statistics/target'
import { targetInForce } from '#core/statistics/target-choice'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { UnitRow } from '../../store/office/units.ts'
import { createGuard } from '../disclosure/guard.ts'
import { basisOf, countedByStages, createBasisView, shownBasis } from './basis.ts'
import type { Labels } from './labels.ts'
import type { Chosen, SelectionParts } from './question.ts'

/** Makes the rows of one reply: the figure of each with the target that holds for it. */
export async function createRowMaker(
  chosen: Chosen,
  parts: SelectionParts,
  labels: Labels,
): Promise<(row: BreakdownRow, label: string) => SatisfactionRow> {
  const chain = await parts.units.chain(chosen.unit.id)
  const targets = await parts.targets.of([...chain, ...chosen.below.slice(1).map(({ id }) => id)])
  const otherScales = await otherScalesOf(parts)
  const guard = await createGuard(chosen, parts)
  const countedOf = await countedByStages(chosen, targets, { labels, parts })
  const isBasisShown = await createBasisView(chosen, targets, parts)
  const { policy } = chosen.view
  const isTime = chosen.dimension === 'time'

  const targetOf = (row: BreakdownRow, date: string): Target | null => {
    const criterion = criterionOfRow(row, chosen)
    if (row.comparable !== OFFICE_MEASURE || criterion !== OVERALL) return null
    const place = { chain: chainOfRow(row, chosen, chain), groups: groupsOfRow(row, chosen) }
    const stage = chosen.by === 'stage' && row.key !== 'total' ? row.key : chosen.selection.stage
    return targetInForce(targets, { ...place, date, stage, measure: 'share' })
  }

  return (row, label) => {
    const range = isTime && row.key !== 'total' ? within(rangeOfKey(row.key), chosen.range) : chosen.range
    const { tally, received, comparable } = row
    const target = targetOf(row, range.to)
    const counted = countedOf(row, target)
    const basis = basisOf(row, counted, target)
    const isShown = basis === null || isBasisShown(row, basis, range)
    const { target: chosenTarget, ...figure } = figureOf({
      tally,
      range,
      target,
      minimumAnswers: (childOfRow(row, chosen) ?? chosen.unit).minimum_answers,
      policy,
      hidden: guard(row, range),
      counted: isShown || policy.levels ? counted : null,
      isSatisfaction: !otherScales.has(`${comparable} ${criterionOfRow(row, chosen)}`),
    })
    return {
      ...{ key: row.key, label, comparable, received, ...figure },
      target: chosenTarget && { ...chosenTarget, stages: chosenTarget.stages ? [...chosenTarget.stages] : null },
      basis: basis && shownBasis(basis.stages, isShown && figure.suppressed === null ? counted : null),
    }
  }
}

/** Criteria whose answers are not the five levels, each behind the key under which it is counted. */
async function otherScalesOf({ reference }: SelectionParts): Promise<ReadonlySet<string>> {
  const shapes = (await reference.questionnaires()).map(({ body }) => QuestionnaireShape.parse(JSON.parse(body)))
  return new Set(
    shapes.flatMap(({ comparable, criteria }) =>
      criteria.filter(({ options }) => !isSatisfactionScale(options)).map(({ code }) => `${comparable} ${code}`),
    ),
  )
}

function within(key: DateRange | null, range: DateRange): DateRange {
  if (!key) return range
  return { from: key.from > range.from ? key.from : range.from, to: key.to < range.to ? key.to : range.to }
}

/** The child that a row by unit is about; none for the unit itself and for the total. */
function childOfRow(row: BreakdownRow, { by, below }: Chosen): UnitRow | undefined {
  return by === 'unit' ? below.slice(1).find((unit) => unit.code === row.key) : undefined
}

/** A child's row looks at the child's own targets first. */
function chainOfRow(row: BreakdownRow, chosen: Chosen, chain: readonly number[]): readonly number[] {
  const child = childOfRow(row, chosen)
  return child ? [child.id, ...chain] : chain
}

/** By criterion the total is about the question they have in common. */
const criterionOfRow = (row: BreakdownRow, { by, selection }: Chosen): string =>
  by !== 'criterion' ? selection.criterion : row.key === 'total' ? OVERALL : row.key

/** An area follows the target of its group before that of all; a group without a target of its own has none. */
function groupsOfRow(row: BreakdownRow, { by, area, areas, group, view }: Chosen): readonly string[] {
  const byKey = row.key !== 'total'
  const shown = by === 'area' && byKey ? areas.find((candidate) => candidate.code === row.key) : area
  if (by === 'group' && byKey) return [row.key]
  if (shown) return [...shown.groups, 'chung']
  if (group !== null && group !== 'chung') return [group]
  return [...groupsOfAll(areas.filter(({ code }) => view.areas?.includes(code))), 'chung']
}

/** The groups that an officer's areas have in common: together they are judged as each of them is. */
const groupsOfAll = ([first, ...others]: readonly AreaRow[]): readonly string[] =>
  (first?.groups ?? []).filter((group) => others.every(({ groups }) => groups.includes(group)))
