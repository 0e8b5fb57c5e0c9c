import { z } from 'zod'
import { Code, CounterName, Name, StageCode } from './codes.ts'

const Id = z.string().regex(/^\d{1,15}$/)
const Address = z.string().trim().max(300)
const Areas = z.array(Code).max(40).describe('codes; none means all')

/** Điểm tiếp nhận: a place where the office receives people; merged communes keep two or three. */
export const Site = z.object({
  id: z.string(),
  unit: z.string(),
  name: z.string(),
  address: z.string().describe('empty: not given'),
  retired: z.boolean(),
})
export type Site = z.infer<typeof Site>
export const SiteList = z.object({ sites: z.array(Site) })
export type SiteList = z.infer<typeof SiteList>

export const SiteRequest = z.strictObject({ unit: Code, name: Name, address: Address.optional() })
export type SiteRequest = z.infer<typeof SiteRequest>
/** What is left out stays as it is. */
export const SiteChange = z.strictObject({
  name: Name.optional(),
  address: Address.optional(),
  retired: z.boolean().optional(),
})
export type SiteChange = z.infer<typeof SiteChange>

/** Quầy. */
export const Counter = z.object({
  id: z.string(),
  unit: z.string(),
  name: z.string(),
  site: z.string().nullable().describe('id; null: not said'),
  stage: StageCode.nullable().describe('null: all of them'),
  areas: Areas,
  retired: z.boolean(),
})
export type Counter = z.infer<typeof Counter>
export const CounterList = z.object({ counters: z.array(Counter) })
export type CounterList = z.infer<typeof CounterList>

export const CounterRequest = z.strictObject({
  unit: Code,
  name: CounterName,
  site: Id.nullable().optional(),
  stage: StageCode.nullable().optional(),
  areas: Areas.optional(),
})
export type CounterRequest = z.infer<typeof CounterRequest>
/** What is left out stays as it is. */
export const CounterChange = z.strictObject({
  name: CounterName.optional(),
  site: Id.nullable().optional(),
  stage: StageCode.nullable().optional(),
  areas: Areas.optional(),
  retired: z.boolean().optional(),
})
export type CounterChange = z.infer<typeof CounterChange>

/** All sites in use with their counters; those that are there already carry their id. */
export const Arrangement = z
  .array(
    z.strictObject({
      id: Id.nullable(),
      name: Name,
      address: Address,
      counters: z
        .array(
          z.strictObject({
            id: Id.nullable(),
            name: CounterName,
            stage: StageCode.nullable(),
            areas: Areas,
          }),
        )
        .max(40),
    }),
  )
  .min(1)
  .max(20)
export type Arrangement = z.infer<typeof Arrangement>
