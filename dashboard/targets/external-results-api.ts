import type { ExternalResult, ExternalResultRequest } from '#contract/external-results'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

const path = '/api/external-results'

/** Which results: of a unit, those whose period has a day in the range; all of them without one. */
export interface ExternalResultFilter {
  readonly unit: string
  readonly from?: string
  readonly to?: string
}

export const readExternalResults = (client: Client, { unit, from, to }: ExternalResultFilter) =>
  client.get<{ readonly results: readonly ExternalResult[] }>(withQuery(path, { unit, from, to }))

export const addExternalResult = (client: Client, result: ExternalResultRequest) =>
  client.send<ExternalResult>('POST', path, result)

export const removeExternalResult = (client: Client, id: string) =>
  client.send<unknown>('DELETE', `${path}/${encodeURIComponent(id)}`)
