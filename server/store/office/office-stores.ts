import type { Database } from '../engine/database.ts'
import { createCounters } from './counter-changes.ts'
import { createOpeningHours } from './opening-hours.ts'
import { createSettings } from './settings.ts'
import { createSites } from './sites.ts'
import { createUnits } from './units.ts'

export function createOfficeStores(database: Database) {
  return {
    units: createUnits(database),
    settings: createSettings(database),
    sites: createSites(database),
    counters: createCounters(database),
    openingHours: createOpeningHours(database),
  }
}
