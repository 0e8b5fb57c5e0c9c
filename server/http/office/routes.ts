import type { Routes } from '../framework/routes.ts'
import { administrativeUnitRoutes } from './administrative-units.ts'
import type { CounterParts } from './counters.ts'
import { counterRoutes } from './counters.ts'
import type { SiteParts } from './sites.ts'
import { siteRoutes } from './sites.ts'
import type { UnitParts } from './units.ts'
import { unitRoutes } from './units.ts'

export type OfficeParts = UnitParts & SiteParts & CounterParts

/** Units with their sites and counters, and the administrative units of the country. */
export const officeRoutes =
  (parts: OfficeParts): Routes =>
  (app) => {
    unitRoutes(parts)(app)
    administrativeUnitRoutes(app)
    siteRoutes(parts)(app)
    counterRoutes(parts)(app)
  }
