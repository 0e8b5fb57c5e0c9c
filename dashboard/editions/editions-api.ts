import type { Edition, EditionList, EditionRequest, EditionsDue } from '#contract/editions'
import type { Client } from '../app/client.ts'
import { withQuery } from '../app/client.ts'

/** The closed periods of a unit, the newest closing first. */
export const readEditions = (client: Client, unit: string) =>
  client.get<EditionList>(withQuery('/api/editions', { unit }))

/** What is over and not closed yet, and what is missing. */
export const readDue = (client: Client, unit: string) =>
  client.get<EditionsDue>(withQuery('/api/editions/due', { unit }))

/** Closes a period, or amends one that is closed where a reason is given. */
export const closePeriod = (client: Client, request: EditionRequest) =>
  client.send<Edition>('POST', '/api/editions', request)

export const readEdition = (client: Client, id: string) => client.get<Edition>(`/api/editions/${id}`)
