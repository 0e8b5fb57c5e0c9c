import { z } from 'zod'
import { SatisfactionQuery, SatisfactionRow } from './satisfaction.ts'

export const ComparisonQuery = SatisfactionQuery.pick({ unit: true, from: true, to: true, period: true })
export type ComparisonQuery = z.infer<typeof ComparisonQuery>

/** One unit beside the others. */
const ComparedUnit = z.object({
  code: z.string(),
  name: z.string(),
  members: z.array(z.string()).describe('codes of the unit and of all below it'),
  figure: SatisfactionRow.describe('of everything, as by=unit gives it'),
  land: SatisfactionRow.nullable().describe('of đất đai, xây dựng; null: no row of the same question'),
  closed: z
    .object({ period: z.string().nullable(), from: z.string(), to: z.string() })
    .nullable()
    .describe('the latest period that the unit has closed; null: none'),
})
export type ComparedUnit = z.infer<typeof ComparedUnit>

/** The units right below one, and itself where it has answers of its own, in the order of their names: no rank. */
export const UnitComparison = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  smallestCell: z.int(),
  pooled: SatisfactionRow.describe('all of them together'),
  units: z.array(ComparedUnit),
})
export type UnitComparison = z.infer<typeof UnitComparison>
