import type { Intake } from '../../store/ratings/intake.ts'
import type { Routes } from '../framework/routes.ts'
import { responseRoutes } from './responses.ts'

export interface RatingParts {
  readonly intake: Intake
}

/** Ratings as kiosks send them. */
export const ratingRoutes = ({ intake }: RatingParts): Routes => responseRoutes(intake)
