import type { Rows } from './row.ts'
import { wholeOffice } from './row.ts'

/** Keeping the server well: audit, backups, state of the machine. */
export const operationRows: Rows = {
  'GET /api/audit': { roles: ['admin', 'manager'], about: (unit) => ({ url: `/api/audit?unit=${unit}` }) },
  'GET /api/exports/audit': {
    roles: ['admin', 'manager'],
    about: (unit) => ({ url: `/api/exports/audit?unit=${unit}` }),
  },
  'GET /api/clock': { roles: wholeOffice, about: null },
  // There is one clock for the whole tree too.
  'POST /api/clock/confirm': { roles: ['admin'], about: null, granted: [403] },
  // There is one installation for the whole tree: below its root nobody is told. `operations.test.ts` asks at the root.
  'GET /api/operations': { roles: ['admin', 'manager'], about: null, granted: [403] },
  'POST /api/operations/backup': { roles: ['admin'], about: null, granted: [403] },
}
