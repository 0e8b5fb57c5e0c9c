import type { SatisfactionReply } from '#contract/satisfaction'
import type { BreakdownRow } from '#core/statistics/breakdown'
import type { Coverage } from '#core/statistics/coverage'
import { coverageOf } from '#core/statistics/coverage'
import { hoursAlong, openDaysIn } from '#core/time/opening-hours'
import type { DateRange } from '#core/time/period'
import type { UnitRow } from '../../store/office/units.ts'
import type { FigureQuestion } from './figure-question.ts'
import type { FigureReads } from './figure-reads.ts'

/** The coverage of a period by the unit that a row is about. */
export type CoverageOf = (row: Pick<BreakdownRow, 'key'>, range: DateRange) => Coverage

/**
 * Reads the days with ratings of the unit, and of each child where the rows are units. The days are those of the office,
 * whatever the question leaves out: an area that few people come for is not a part of the period.
 */
export async function createCoverage(question: FigureQuestion, reads: FigureReads): Promise<CoverageOf> {
  const { by, below, chain, range, today } = question
  const ids = below.map(({ id }) => id)
  const hours = hoursAlong(chain, await reads.ownHours(chain))
  const open = openDaysIn(range, hours)
  const past = open.filter((day) => day <= today)
  const rated = new Set(await reads.ratedDays(ids, past))
  const children = by === 'unit' ? await coverageOfChildren(question, reads) : new Map<string, CoverageWithin>()
  return ({ key }, within) => children.get(key)?.(within) ?? coverageOf(within, open, rated)
}

type CoverageWithin = (within: DateRange) => Coverage

async function coverageOfChildren(
  { below, chain, range, unit }: FigureQuestion,
  reads: FigureReads,
): Promise<ReadonlyMap<string, CoverageWithin>> {
  const ids = below.map(({ id }) => id)
  const own = await reads.ownHours([...chain, ...ids.slice(1)])
  const byUnit = await reads.ratedDaysByUnit(ids, range)
  const children = below.filter(({ parent_id }) => parent_id === unit.id)
  return new Map(
    children.map((child) => {
      const open = openDaysIn(range, hoursAlong([child.id, ...chain], own))
      const rated = new Set(underneath(child, below).flatMap((id) => byUnit.get(id) ?? []))
      return [child.code, (within: DateRange) => coverageOf(within, open, rated)]
    }),
  )
}

/** The coverage of all that was asked, with the day on which the unit began. */
export async function replyCoverage(
  question: FigureQuestion,
  reads: FigureReads,
): Promise<SatisfactionReply['coverage']> {
  const firstDay = await reads.firstDay(question.below.map(({ id }) => id))
  const coverageOf = await createCoverage({ ...question, by: 'total' }, reads)
  return { firstDay, ...coverageOf({ key: 'total' }, question.range) }
}

/** Ids of a unit and of everything below it; parents come first in the list. */
function underneath({ id }: UnitRow, below: readonly UnitRow[]): readonly number[] {
  const ids = new Set([id])
  for (const unit of below) if (unit.parent_id !== null && ids.has(unit.parent_id)) ids.add(unit.id)
  return [...ids]
}
