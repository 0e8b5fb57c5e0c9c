import type { Routes } from '../framework/routes.ts'
import { satisfactionRoutes } from './satisfaction.ts'

export type FigureParts = Parameters<typeof satisfactionRoutes>[0]

/** Figures of satisfaction. */
export const figureRoutes =
  (parts: FigureParts): Routes =>
  (app) => {
    satisfactionRoutes(parts)(app)
  }
