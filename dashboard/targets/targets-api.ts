import type { Target, TargetPreset, TargetRequest } from '#contract/targets'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

const path = '/api/targets'
const pathOf = (id: string): string => `${path}/${encodeURIComponent(id)}`

/** The targets that hold for a unit, inherited ones included. */
export const readTargets = (client: Client, unit: string) =>
  client.get<{ readonly targets: readonly Target[] }>(withQuery(path, { unit }))

/** Targets of real plans, as examples to start from. */
export const readTargetPresets = (client: Client) =>
  client.get<{ readonly presets: readonly TargetPreset[] }>('/api/target-presets')

export const addTarget = (client: Client, target: TargetRequest) => client.send<Target>('POST', path, target)

/** An edit makes a new version; the one before stays in the books. */
export const changeTarget = (client: Client, id: string, target: TargetRequest) =>
  client.send<Target>('PUT', pathOf(id), target)

export const removeTarget = (client: Client, id: string) => client.send<unknown>('DELETE', pathOf(id))
