import type { Office } from '../../support/office.ts'
import type { Rows } from './row.ts'
import { editors, wholeOffice } from './row.ts'

const deviceIn = async (unit: string, office: Office): Promise<number> => (await office.pairKiosk({ unit })).id

/** Thiết bị đánh giá. */
export const deviceRows: Rows = {
  'GET /api/devices': { roles: wholeOffice, about: (unit) => ({ url: `/api/devices?unit=${unit}&within=true` }) },
  'POST /api/pairing-codes': {
    roles: editors,
    about: (unit) => ({ url: '/api/pairing-codes', body: { unit, counter: 'Quầy 9' } }),
  },
  'PATCH /api/devices/:id': {
    roles: editors,
    about: async (unit, office) => ({
      url: `/api/devices/${await deviceIn(unit, office)}`,
      body: { counter: 'Quầy 8' },
    }),
  },
  'POST /api/devices/:id/replacement': {
    roles: editors,
    about: async (unit, office) => ({ url: `/api/devices/${await deviceIn(unit, office)}/replacement` }),
  },
  'DELETE /api/devices/:id': {
    roles: editors,
    about: async (unit, office) => ({ url: `/api/devices/${await deviceIn(unit, office)}` }),
  },
}
