import { z } from 'zod'
import { CounterName, Name, StageCode, Code } from './codes.ts'
import { CounterAreas } from './counters.ts'

const Id = z.string().regex(/^\d{1,15}$/)
const Address = z.string().trim().max(300)

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

/** All sites in use with their counters; those that are there already carry their id. */
export const SitesWithCounters = z
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
            areas: CounterAreas,
          }),
        )
        .max(40),
    }),
  )
  .min(1)
  .max(20)
export type SitesWithCounters = z.infer<typeof SitesWithCounters>
