import type { Database } from '../engine/database.ts'
import { createSuperiorTemplates } from './column-templates.ts'
import { createMadeFiles } from './made-files.ts'

export function createSuperiorFileStores(database: Database) {
  return { madeFiles: createMadeFiles(database), superiorTemplates: createSuperiorTemplates(database) }
}
