import type { Rows } from './row.ts'
import { editors, every } from './row.ts'

/** How an office is made up: units, sites, counters, areas and what else is set. */
export const officeRows: Rows = {
  'GET /api/units': { roles: every, about: null },
  'PATCH /api/units/:code': {
    roles: editors,
    about: (unit) => ({ url: `/api/units/${unit}`, body: { minimumAnswers: 40 } }),
  },
  'GET /api/areas': { roles: every, about: null, common: true },
}
