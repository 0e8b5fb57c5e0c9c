import { z } from 'zod'
import { SatisfactionQuery } from './satisfaction.ts'

export const ReasonsQuery = SatisfactionQuery.pick({
  unit: true,
  from: true,
  to: true,
  period: true,
  area: true,
  group: true,
  answeredBy: true,
}).describe('one of area, group and answeredBy')
export type ReasonsQuery = z.infer<typeof ReasonsQuery>

const Hidden = z.enum(['few', 'complement']).nullable().describe('why numbers are null; null: they are shown')

/** A reason with how many people chose it; nobody chose what has no row. */
export const ReasonRow = z.object({
  code: z.string(),
  label: z.string(),
  chosen: z.int().nullable().describe('people who chose it, whatever level they gave'),
  dissatisfied: z.int().nullable().describe('those of them who gave level 1, 2 or 3'),
  dissatisfiedShare: z
    .number()
    .nullable()
    .describe('of all dissatisfied answers; several may be chosen, so shares add up to more than 1'),
  land: z
    .object({ chosen: z.int().nullable(), suppressed: Hidden })
    .nullable()
    .describe('in đất đai, xây dựng; null where the question is about a part of the areas'),
  suppressed: Hidden,
})
export type ReasonRow = z.infer<typeof ReasonRow>

/** What people ask to be done better, in one unit and period. */
export const ReasonsReply = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  answered: z.int().nullable().describe('answers with a level of those who were asked; null: too few to show'),
  dissatisfied: z.int().nullable().describe('those of them at level 1, 2 or 3'),
  rows: z.array(ReasonRow).describe('the most chosen first, the hidden ones last'),
})
export type ReasonsReply = z.infer<typeof ReasonsReply>
