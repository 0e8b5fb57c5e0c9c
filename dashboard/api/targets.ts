import type { Target, TargetRequest } from '#contract/targets'
import { withQuery } from './client.ts'
import type { Client } from './client.ts'

/** The targets that hold for a unit, inherited ones included. */
export const readTargets = (client: Client, unit: string) =>
  client.get<{ readonly targets: readonly Target[] }>(withQuery('/api/targets', { unit }))

export const addTarget = (client: Client, target: TargetRequest) => client.send<Target>('POST', '/api/targets', target)

export const removeTarget = (client: Client, id: string) =>
  client.send<unknown>('DELETE', `/api/targets/${encodeURIComponent(id)}`)
