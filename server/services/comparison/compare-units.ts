import type { ComparedUnit, ComparisonQuery, UnitComparison } from '#contract/comparison'
import type { SatisfactionRow } from '#contract/satisfaction'
import { LAND_GROUP } from '#core/report/facts'
import type { ClosedPeriod, Editions } from '../../store/editions/editions.ts'
import type { UnitRow } from '../../store/office/units.ts'
import type { UnitFamily } from '../../store/office/unit-family.ts'
import type { Audience } from '../disclosure/audience.ts'
import { answerFrom } from '../figures/answer-figures.ts'
import { familyFor } from '../figures/figure-question.ts'
import type { FigureStores } from '../figures/figure-reads.ts'
import { readOnce } from '../figures/figure-reads.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'

export interface ComparisonStores extends FigureStores {
  readonly editions: Pick<Editions, 'closedPeriods'>
}

/** A comparison as it is asked for. */
export interface ComparisonRequest {
  readonly query: Readonly<ComparisonQuery>
  readonly audience: Audience
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** The units right below one, side by side, in the order of their names; refused as figures are. */
export async function compareUnits(
  { query, audience, now }: ComparisonRequest,
  { figures, editions }: ComparisonStores,
): Promise<UnitComparison | Refusal> {
  const reads = readOnce(figures)
  const family = await familyFor(query.unit, audience, reads)
  if (isRefusal(family)) return family
  const whole = await answerFrom({ query: { ...query, by: 'unit' }, audience, now }, reads)
  if (isRefusal(whole)) return whole
  const land = await answerFrom({ query: { ...query, by: 'unit', group: LAND_GROUP }, audience, now }, reads)
  if (isRefusal(land)) return land
  const closed = latestOf(await editions.closedPeriods(family.below.map(({ id }) => id)))
  const { unit, from, to, total } = whole
  const units = comparedUnits(family).flatMap((each): ComparedUnit[] => {
    const figure = rowOf(whole.rows, each.code, total.comparable)
    if (figure === null) return []
    return [
      {
        code: each.code,
        name: each.name,
        members: membersOf(each, family).map(({ code }) => code),
        figure,
        land: rowOf(land.rows, each.code, total.comparable),
        closed: closed.get(each.id) ?? null,
      },
    ]
  })
  return {
    unit,
    from,
    to,
    smallestCell: audience.policy.smallestCell,
    pooled: total,
    units: units.toSorted((a, b) => inOrder.compare(a.name, b.name)),
  }
}

const inOrder = new Intl.Collator('vi', { numeric: true })

/** The unit itself has a row only where it has answers of its own. */
const comparedUnits = ({ unit, below }: UnitFamily): readonly UnitRow[] =>
  below.filter((each) => each.id === unit.id || each.parent_id === unit.id)

const rowOf = (rows: readonly SatisfactionRow[], code: string, comparable: string): SatisfactionRow | null =>
  rows.find((row) => row.key === code && row.comparable === comparable) ?? rows.find((row) => row.key === code) ?? null

/** A unit with all below it; of the one that compares, itself alone. */
function membersOf(unit: UnitRow, { unit: top, below }: UnitFamily): readonly UnitRow[] {
  const members = new Set([unit.id])
  if (unit.id === top.id) return [unit]
  // Parents come first.
  for (const each of below) if (each.parent_id !== null && members.has(each.parent_id)) members.add(each.id)
  return below.filter(({ id }) => members.has(id))
}

/** The period of each unit that ended last; of several the longest. */
function latestOf(periods: readonly ClosedPeriod[]): ReadonlyMap<number, NonNullable<ComparedUnit['closed']>> {
  const found = new Map<number, NonNullable<ComparedUnit['closed']>>()
  for (const { unitId, period, from, to } of periods) {
    const before = found.get(unitId)
    if (before === undefined || to > before.to || (to === before.to && from < before.from))
      found.set(unitId, { period, from, to })
  }
  return found
}
