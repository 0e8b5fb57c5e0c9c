import type { Routes } from '../framework/routes.ts'
import { comparisonRoutes } from './comparison.ts'
import { reasonRoutes } from './reasons.ts'
import type { FigureParts } from './satisfaction.ts'
import { satisfactionRoutes } from './satisfaction.ts'

/** Figures of satisfaction. */
export const figureRoutes =
  (parts: FigureParts): Routes =>
  (app) => {
    satisfactionRoutes(parts)(app)
    reasonRoutes(parts)(app)
    comparisonRoutes(parts)(app)
  }
