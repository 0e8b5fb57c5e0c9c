import { z } from 'zod'
import { Code, CounterName, StageCode } from './codes.ts'

const SiteId = z.string().regex(/^\d{1,15}$/)
export const CounterAreas = z.array(Code).max(40).describe('codes; none means all')

/** Quầy. */
export const Counter = z.object({
  id: z.string(),
  unit: z.string(),
  name: z.string(),
  site: z.string().nullable().describe('id; null: not said'),
  stage: StageCode.nullable().describe('null: all of them'),
  areas: CounterAreas,
  retired: z.boolean(),
})
export type Counter = z.infer<typeof Counter>
export const CounterList = z.object({ counters: z.array(Counter) })
export type CounterList = z.infer<typeof CounterList>

export const CounterRequest = z.strictObject({
  unit: Code,
  name: CounterName,
  site: SiteId.nullable().optional(),
  stage: StageCode.nullable().optional(),
  areas: CounterAreas.optional(),
})
export type CounterRequest = z.infer<typeof CounterRequest>
/** What is left out stays as it is. */
export const CounterChange = z.strictObject({
  name: CounterName.optional(),
  site: SiteId.nullable().optional(),
  stage: StageCode.nullable().optional(),
  areas: CounterAreas.optional(),
  retired: z.boolean().optional(),
})
export type CounterChange = z.infer<typeof CounterChange>
