import type { Routes } from '../framework/routes.ts'
import { reasonRoutes } from './reasons.ts'
import type { FigureParts } from './satisfaction.ts'
import { satisfactionRoutes } from './satisfaction.ts'

/** Figures of satisfaction. */
export const figureRoutes =
  (parts: FigureParts): Routes =>
  (app) => {
    satisfactionRoutes(parts)(app)
    reasonRoutes(parts)(app)
  }
