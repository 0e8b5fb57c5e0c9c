import type { Questionnaire } from '#core/questions/questionnaire'
import type { Database } from '../engine/database.ts'
import { createEditionFacts } from './edition-facts.ts'
import { createEditions } from './editions.ts'

export function createEditionStores(database: Database, parse: (body: string) => Questionnaire) {
  return {
    editions: createEditions(database),
    editionFacts: createEditionFacts(database, parse),
  }
}
