import type { SatisfactionReply } from '#contract/satisfaction'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { coverageOf } from '#core/statistics/coverage'
import type { Coverage } from '#core/statistics/coverage'
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
  const { by, below, unit, range } = question
  const read = async ({ id }: UnitRow, ids: readonly number[]): Promise<(within: DateRange) => Coverage> => {
    const hours = await reads.openingHours(id)
    const rated = new Set(await reads.ratedDays(ids, range))
    return (within) => coverageOf(within, hours, rated)
  }
  const whole = await read(
    unit,
    below.map(({ id }) => id),
  )
  const children = new Map<string, (within: DateRange) => Coverage>()
  for (const child of by === 'unit' ? below.filter(({ parent_id }) => parent_id === unit.id) : [])
    children.set(child.code, await read(child, underneath(child, below)))
  return ({ key }, within) => (children.get(key) ?? whole)(within)
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
