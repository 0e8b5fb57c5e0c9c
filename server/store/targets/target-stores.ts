import type { Database } from '../engine/database.ts'
import { createExternalResults } from './external-results.ts'
import { createTargets } from './targets.ts'

export function createTargetStores(database: Database) {
  return {
    targets: createTargets(database),
    externalResults: createExternalResults(database),
  }
}
