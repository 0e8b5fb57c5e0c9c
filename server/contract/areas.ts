import { z } from 'zod'
import { AnsweringOfficeCode, Flag, Name } from './codes.ts'
import { Area } from './units.ts'

/** Words on a tile: short enough to be read from a step away. */
const Tile = z.strictObject({ vi: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) })
const OfficialName = z.strictObject({ vi: Name, en: Name })
const AreaCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const Groups = z.array(AreaCode).max(20)
const Offered = z
  .boolean()
  .describe('a tile at counters that serve all areas; off, only at those that it is chosen for')
const AnsweredBy = AnsweringOfficeCode.nullable().describe('cơ quan, phòng that settles it; null: not said')

export const AreaRequest = z.strictObject({
  code: AreaCode.describe('stays for ever: responses are stored under it'),
  name: OfficialName,
  label: Tile,
  groups: Groups.default([]),
  offered: Offered.default(true),
  answeredBy: AnsweredBy.default(null),
})
export type AreaRequest = z.infer<typeof AreaRequest>

/** What is left out stays. Membership of a group counts for all time: tallies are kept by area. */
export const AreaChange = z.strictObject({
  name: OfficialName.optional(),
  label: Tile.optional(),
  groups: Groups.optional(),
  retired: z.boolean().optional(),
  offered: Offered.optional(),
  answeredBy: AnsweredBy.optional(),
  before: AreaCode.nullable().optional().describe('moves it in front of this area; null: to the end'),
})
export type AreaChange = z.infer<typeof AreaChange>

export const AreaQuery = z.strictObject({ retired: Flag.describe('also those that are no longer used') })

/** An area as the office keeps it, retired ones included. */
export const CatalogueArea = Area.extend({
  retired: z.boolean(),
  offered: Offered,
  answeredBy: AnsweredBy,
  procedures: z.int().describe('procedures in use in it'),
})
export type CatalogueArea = z.infer<typeof CatalogueArea>
export const AreaList = z.object({
  areas: z.array(CatalogueArea).describe('in the order of the tiles'),
  groups: z.array(z.object({ code: z.string(), name: z.string() })).describe('groups that areas can belong to'),
})
export type AreaList = z.infer<typeof AreaList>
