import type { Routes } from '../framework/routes.ts'
import type { ExternalResultParts } from './external-results.ts'
import { externalResultRoutes } from './external-results.ts'
import type { PlanParts } from './targets.ts'
import { planRoutes } from './targets.ts'

export type TargetParts = PlanParts & ExternalResultParts

/** Targets, and the results that others found beside them. */
export const targetRoutes =
  (parts: TargetParts): Routes =>
  (app) => {
    planRoutes(parts)(app)
    externalResultRoutes(parts)(app)
  }
