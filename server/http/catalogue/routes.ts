import type { Routes } from '../framework/routes.ts'
import type { AreaParts } from './areas.ts'
import { areaRoutes } from './areas.ts'
import type { ProcedureImportParts } from './procedure-import.ts'
import { procedureImportRoutes } from './procedure-import.ts'
import type { ProcedureParts } from './procedures.ts'
import { procedureRoutes } from './procedures.ts'
import type { QuestionnaireParts } from './questionnaires.ts'
import { questionnaireRoutes } from './questionnaires.ts'

export type CatalogueParts = AreaParts & ProcedureParts & ProcedureImportParts & QuestionnaireParts

/** The lists that all units share: areas, procedures, questionnaires. */
export const catalogueRoutes =
  (parts: CatalogueParts): Routes =>
  (app) => {
    areaRoutes(parts)(app)
    procedureRoutes(parts)(app)
    procedureImportRoutes(parts)(app)
    questionnaireRoutes(parts)(app)
  }
