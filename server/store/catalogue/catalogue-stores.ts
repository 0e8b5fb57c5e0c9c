import type { Database } from '../engine/database.ts'
import { createAreas } from './area-changes.ts'
import { createProcedures } from './procedures.ts'
import { createQuestionnaires } from './questionnaires.ts'

export function createCatalogueStores(database: Database) {
  return {
    areas: createAreas(database),
    procedures: createProcedures(database),
    questionnaires: createQuestionnaires(database),
  }
}
