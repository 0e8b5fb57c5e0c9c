import type { Health } from '#contract/operations'
import type { Client } from '../app/client.ts'

/** How the server is; told to anybody. */
export const readHealth = (client: Client) => client.get<Health>('/healthz')
