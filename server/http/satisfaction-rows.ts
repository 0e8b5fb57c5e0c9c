import type { SatisfactionRow } from '#contract/satisfaction'
import type { BreakdownRow } from '#core/breakdown'
import { figureOf } from '#core/figure'
import type { DateRange } from '#core/period'
import { rangeOfKey } from '#core/period'
import { OFFICE_MEASURE, OVERALL } from '#core/questionnaire'
import { managerPolicy } from '#core/suppression'
import type { Target } from '#core/target'
import { targetInForce } from '#core/target-choice'
import type { UnitRow } from '../store/units.ts'
import type { Chosen, SelectionParts } from './satisfaction-selection.ts'

/** Makes the rows of one reply: the figure of each with the target that holds for it. */
export async function createRowMaker(
  chosen: Chosen,
  parts: SelectionParts,
): Promise<(row: BreakdownRow, label: string) => SatisfactionRow> {
  const chain = await parts.units.chain(chosen.unit.id)
  const targets = await parts.targets.of([...chain, ...chosen.below.slice(1).map(({ id }) => id)])
  const isTime = chosen.dimension === 'time'

  const targetOf = (row: BreakdownRow, date: string): Target | null => {
    const criterion = chosen.by === 'criterion' ? criterionOfRow(row) : chosen.selection.criterion
    if (row.comparable !== OFFICE_MEASURE || criterion !== OVERALL) return null
    return targetInForce(targets, { chain: chainOfRow(row, chosen, chain), groups: groupsOfRow(row, chosen), date })
  }

  return (row, label) => {
    const range = isTime && row.key !== 'total' ? within(rangeOfKey(row.key), chosen.range) : chosen.range
    const { tally, received, comparable } = row
    const target = targetOf(row, range.to)
    const figure = figureOf({
      tally,
      range,
      target,
      minimumAnswers: (childOfRow(row, chosen) ?? chosen.unit).minimum_answers,
      policy: managerPolicy,
    })
    return { key: row.key, label, comparable, received, ...figure }
  }
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
const criterionOfRow = (row: BreakdownRow): string => (row.key === 'total' ? OVERALL : row.key)

/** An area follows the target of its group before that of all; a group without a target of its own has none. */
function groupsOfRow(row: BreakdownRow, { by, area, areas, group }: Chosen): readonly string[] {
  const byKey = row.key !== 'total'
  const shown = by === 'area' && byKey ? areas.find((candidate) => candidate.code === row.key) : area
  if (by === 'group' && byKey) return [row.key]
  if (shown) return [...shown.groups, 'chung']
  return [group ?? 'chung']
}
