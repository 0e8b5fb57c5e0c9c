import type { ReasonsReply } from '#contract/reasons'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

/** Whose reasons, of which period and of which part of the areas: one of area, group and answeredBy, or none. */
export interface ReasonsKey {
  readonly unit: string
  readonly period: string
  readonly area?: string
  readonly group?: string
  readonly answeredBy?: string
}

export const readReasons = (client: Client, key: ReasonsKey) =>
  client.get<ReasonsReply>(withQuery('/api/reasons', { ...key }))
