import { closeEdition } from '../../../server/services/editions/close-edition.ts'
import { isRefusal } from '../../../server/services/refusal.ts'
import type { Rows } from './row.ts'
import { editors, every, tester, wholeOffice } from './row.ts'

const target = {
  group: 'chung',
  operator: '>=' as const,
  value: 0.9,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  source: 'KH',
}

const result = { group: 'phuc-vu', source: 'Sở Nội vụ', periodFrom: '2025-01-01', periodTo: '2025-12-31' }
/** Readers of shares read what is closed, and this year is not. */
const nothingClosed = { officer: [404], supervisor: [404] } as const
let values = 0
/** A share that nothing else has. */
const nextValue = (): number => Number(`0.${5000 + (values += 1)}`)

const counts = { month: '2026-10', area: 'dat-dai', received: 60, early: 10, onTime: 40, apologised: 0 }
let lates = 0
/** A count that was not entered before. */
const nextLate = (): number => (lates += 1)

/** Figures, targets, dossiers, exports. */
export const figureRows: Rows = {
  'GET /api/satisfaction': {
    roles: every,
    about: (unit) => ({ url: `/api/satisfaction?unit=${unit}` }),
    grantedTo: nothingClosed,
  },
  'GET /api/satisfaction/overview': {
    roles: every,
    about: (unit) => ({ url: `/api/satisfaction/overview?unit=${unit}` }),
    grantedTo: nothingClosed,
  },
  'GET /api/satisfaction/units': {
    roles: wholeOffice,
    about: (unit) => ({ url: `/api/satisfaction/units?unit=${unit}` }),
  },
  'GET /api/reasons': {
    roles: every,
    about: (unit) => ({ url: `/api/reasons?unit=${unit}` }),
    grantedTo: nothingClosed,
  },
  'GET /api/editions': { roles: every, about: (unit) => ({ url: `/api/editions?unit=${unit}` }) },
  'GET /api/editions/due': { roles: wholeOffice, about: (unit) => ({ url: `/api/editions/due?unit=${unit}` }) },
  'POST /api/editions': {
    roles: editors,
    about: (unit) => ({ url: '/api/editions', body: { unit, period: '2026-Q3' } }),
    // The second of the roles finds the period closed.
    granted: [200, 409],
  },
  'GET /api/editions/:id': {
    roles: every,
    about: async (unit, office) => {
      const order = { unitId: await office.unitId(unit), request: { period: '2026-Q2', reason: 'Thử' } }
      const edition = await closeEdition(office.stores, { ...order, settled: office.clock.now }, tester)
      if (isRefusal(edition)) throw new Error(edition.refused)
      return { url: `/api/editions/${edition.id}` }
    },
  },
  'GET /api/dossiers': { roles: wholeOffice, about: (unit) => ({ url: `/api/dossiers?unit=${unit}` }) },
  'GET /api/scores/qd766': { roles: wholeOffice, about: (unit) => ({ url: `/api/scores/qd766?unit=${unit}` }) },
  'PUT /api/dossiers': {
    roles: editors,
    about: (unit) => ({ url: '/api/dossiers', body: { unit, counts: [{ ...counts, late: nextLate() }] } }),
  },
  'POST /api/dossiers/read': {
    roles: editors,
    about: (unit) => ({ url: `/api/dossiers/read?unit=${unit}`, body: {} }),
    // No file, but past the door.
    granted: [415],
  },
  'GET /api/tables/figures': { roles: wholeOffice, about: (unit) => ({ url: `/api/tables/figures?unit=${unit}` }) },
  'GET /api/tables/criteria': { roles: wholeOffice, about: (unit) => ({ url: `/api/tables/criteria?unit=${unit}` }) },
  'GET /api/reports/quarterly': {
    roles: ['admin', 'manager', 'leader'],
    about: (unit) => ({ url: `/api/reports/quarterly?unit=${unit}&period=2026-Q3` }),
  },
  'GET /api/satisfaction/file': {
    roles: every,
    about: (unit) => ({ url: `/api/satisfaction/file?unit=${unit}&format=csv` }),
    grantedTo: nothingClosed,
  },
  'GET /api/satisfaction/overview/file': {
    roles: every,
    about: (unit) => ({ url: `/api/satisfaction/overview/file?unit=${unit}` }),
    grantedTo: nothingClosed,
  },
  'GET /api/tables/figures/file': {
    roles: wholeOffice,
    about: (unit) => ({ url: `/api/tables/figures/file?unit=${unit}` }),
  },
  'GET /api/tables/criteria/file': {
    roles: wholeOffice,
    about: (unit) => ({ url: `/api/tables/criteria/file?unit=${unit}` }),
  },
  'GET /api/reports/quarterly/file': {
    roles: ['admin', 'manager', 'leader'],
    about: (unit) => ({ url: `/api/reports/quarterly/file?unit=${unit}&period=2026-Q3` }),
  },
  'GET /api/targets': { roles: every, about: (unit) => ({ url: `/api/targets?unit=${unit}` }) },
  'POST /api/targets': {
    roles: editors,
    about: (unit) => ({ url: '/api/targets', body: { ...target, unit } }),
    // The second of the roles finds the target of the first.
    granted: [200, 409],
  },
  'PUT /api/targets/:id': {
    roles: editors,
    about: async (unit, office) => {
      const unitId = await office.unitId(unit)
      const id = await office.stores.targets.create(unitId, { ...target, unit, value: nextValue() }, tester)
      return { url: `/api/targets/${id}`, body: { ...target, unit, value: nextValue() } }
    },
  },
  'GET /api/target-presets': { roles: every, about: null, common: true },
  'GET /api/external-results': { roles: every, about: (unit) => ({ url: `/api/external-results?unit=${unit}` }) },
  'POST /api/external-results': {
    roles: editors,
    about: (unit) => ({ url: '/api/external-results', body: { ...result, unit, value: nextValue() } }),
  },
  'DELETE /api/external-results/:id': {
    roles: editors,
    about: async (unit, office) => {
      const unitId = await office.unitId(unit)
      const id = await office.stores.externalResults.create(unitId, { ...result, unit, value: nextValue() }, tester)
      return { url: `/api/external-results/${id}` }
    },
  },
  'DELETE /api/targets/:id': {
    roles: editors,
    about: async (unit, office) => {
      const unitId = await office.unitId(unit)
      const id = await office.stores.targets.create(unitId, { ...target, unit, value: nextValue() }, tester)
      return { url: `/api/targets/${id}` }
    },
  },
  'GET /api/exports/responses': {
    roles: editors,
    about: (unit) => ({ url: `/api/exports/responses?unit=${unit}&format=csv&from=2026-11-01&to=2026-11-30` }),
    // A month that is not closed: this is about who may ask, not about the file.
    granted: [404],
  },
}
