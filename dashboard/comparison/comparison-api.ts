import type { UnitComparison } from '#contract/comparison'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

export const readComparison = (client: Client, key: { readonly unit: string; readonly period: string }) =>
  client.get<UnitComparison>(withQuery('/api/satisfaction/units', { ...key }))
