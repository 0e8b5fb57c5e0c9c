import type {
  SuperiorFileJob,
  SuperiorFileRequest,
  SuperiorTemplate,
  SuperiorTemplateRequest,
  SuperiorTemplates,
} from '#contract/files/superior-file'
import type { EditionList } from '#contract/editions'
import type { Client } from '../app/client.ts'
import { withQuery } from '../app/client.ts'

const JOBS = '/api/exports/superior'

export const beginFile = (client: Client, request: SuperiorFileRequest) =>
  client.send<SuperiorFileJob>('POST', JOBS, request)

export const readJob = (client: Client, id: string) => client.get<SuperiorFileJob>(`${JOBS}/${id}`)

/** Ends the making of a file, or takes a made one off the server. */
export const endJob = (client: Client, id: string) => client.send<unknown>('DELETE', `${JOBS}/${id}`)

export const fileAddress = (id: string): string => `${JOBS}/${id}/file`

/** The newest editions of a unit, those of periods that ended last first. */
export async function readClosedPeriods(client: Client, unit: string) {
  const reply = await client.get<EditionList>(withQuery('/api/editions', { unit }))
  if (reply.kind === 'failed') return reply
  const newest = reply.value.editions.filter(({ isNewest }) => isNewest)
  const value = newest.toSorted((a, b) => (a.to === b.to ? (a.from < b.from ? 1 : -1) : a.to < b.to ? 1 : -1))
  return { kind: 'ok' as const, value }
}

export const readTemplates = (client: Client, unit: string) =>
  client.get<SuperiorTemplates>(withQuery('/api/exports/templates', { unit }))

export const saveTemplate = (client: Client, request: SuperiorTemplateRequest) =>
  client.send<SuperiorTemplate>('POST', '/api/exports/templates', request)

export const retireTemplate = (client: Client, id: string) =>
  client.send<unknown>('DELETE', `/api/exports/templates/${id}`)
