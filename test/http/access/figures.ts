import type { Rows } from './row.ts'
import { editors, every, tester } from './row.ts'

const target = {
  group: 'chung',
  operator: '>=' as const,
  value: 0.9,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  source: 'KH',
}

/** Figures, targets, exports. */
export const figureRows: Rows = {
  'GET /api/satisfaction': { roles: every, about: (unit) => ({ url: `/api/satisfaction?unit=${unit}` }) },
  'GET /api/targets': { roles: every, about: (unit) => ({ url: `/api/targets?unit=${unit}` }) },
  'POST /api/targets': {
    roles: editors,
    about: (unit) => ({ url: '/api/targets', body: { ...target, unit } }),
    // The second of the roles finds the target of the first.
    granted: [200, 409],
  },
  'DELETE /api/targets/:id': {
    roles: editors,
    about: async (unit, office) => {
      const id = await office.stores.targets.create(await office.unitId(unit), { ...target, unit }, tester)
      return { url: `/api/targets/${id}` }
    },
  },
  'GET /api/exports/responses': {
    roles: ['admin', 'manager', 'superior'],
    about: (unit) => ({ url: `/api/exports/responses?unit=${unit}&format=csv&from=2026-11-01&to=2026-11-30` }),
    // A month that has not ended: this is about who may ask, not about the file.
    granted: [400],
  },
}
