import type { z } from 'zod'
import type { AreaList, Unit, UnitChange, UnitList } from '#contract/units'
import type { Client } from './client.ts'

/** The unit of the account and its descendants. */
export const readUnits = (client: Client) => client.get<z.infer<typeof UnitList>>('/api/units')

export const changeUnit = (client: Client, code: string, change: UnitChange) =>
  client.send<Unit>('PATCH', `/api/units/${encodeURIComponent(code)}`, change)

/** The lĩnh vực of the office, with their official names. */
export const readAreas = (client: Client) => client.get<z.infer<typeof AreaList>>('/api/areas')
