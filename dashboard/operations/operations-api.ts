import type { Operations } from '#contract/operations'
import type { Client } from '../app/client.ts'

/** How the installation is kept safe; refused below the root of the tree of units. */
export const readOperations = (client: Client) => client.get<Operations>('/api/operations')

/** Begins a backup; what came of it is told by `readOperations` later. */
export const startBackup = (client: Client) => client.send<Operations>('POST', '/api/operations/backup')
