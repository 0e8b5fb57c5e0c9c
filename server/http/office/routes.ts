import type { Routes } from '../framework/routes.ts'
import { administrativeUnitRoutes } from './administrative-units.ts'
import type { PlaceParts } from './places.ts'
import { counterRoutes, siteRoutes } from './places.ts'
import type { UnitParts } from './units.ts'
import { unitRoutes } from './units.ts'

export type OfficeParts = UnitParts & PlaceParts

/** Units with their sites and counters, and the administrative units of the country. */
export const officeRoutes =
  (parts: OfficeParts): Routes =>
  (app) => {
    unitRoutes(parts)(app)
    administrativeUnitRoutes(app)
    siteRoutes(parts)(app)
    counterRoutes(parts)(app)
  }
