import { z } from 'zod'
import { Words } from './codes.ts'

export const Unit = z.object({
  code: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  cutOffDay: z
    .int()
    .min(14)
    .max(14)
    .nullable()
    .describe('day of the month on which periodic reports close; null: the last day'),
  minimumAnswers: z.int().describe('answers needed for a verdict'),
  firstDay: z.string().nullable().describe('first civil day on which it, or a unit below it, received anything'),
  closedPeriod: z
    .string()
    .nullable()
    .describe('its newest closed quarter, or where there is none its newest closed period'),
})
export type Unit = z.infer<typeof Unit>
export const UnitList = z.object({ units: z.array(Unit) })
export type UnitList = z.infer<typeof UnitList>

export const UnitChange = z.strictObject({
  cutOffDay: z.literal(14).nullable().optional(),
  minimumAnswers: z.int().min(5).max(1000).optional(),
})
export type UnitChange = z.infer<typeof UnitChange>

export const Area = z.object({
  code: z.string(),
  name: Words.describe('the official name of the lĩnh vực'),
  label: Words.describe("the citizens' words on a tile"),
  groups: z.array(z.string()),
})
export type Area = z.infer<typeof Area>
