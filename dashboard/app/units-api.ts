import type { AreaList } from '#contract/areas'
import type { Unit, UnitChange } from '#contract/units'
import type { Client } from './client.ts'

/** The unit of the account and its descendants. */
export const readUnits = (client: Client) => client.get<{ readonly units: readonly Unit[] }>('/api/units')

export const changeUnit = (client: Client, code: string, change: UnitChange) =>
  client.send<Unit>('PATCH', `/api/units/${encodeURIComponent(code)}`, change)

/** The lĩnh vực of the office, with their official names. */
export const readAreas = (client: Client) => client.get<AreaList>('/api/areas')
