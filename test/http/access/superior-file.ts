import { closeEdition } from '../../../server/services/editions/close-edition.ts'
import type { Office } from '../../support/office.ts'
import type { Rows } from './row.ts'
import { editors, tester } from './row.ts'

/** Begins a file of a unit; without the built worker it fails at once, and is there to be asked about. */
async function jobOf(unit: string, office: Office): Promise<string> {
  const order = { unitId: await office.unitId(unit), request: { period: '2026-Q1', reason: 'Thử' } }
  await closeEdition(office.stores, { ...order, settled: office.clock.now }, tester)
  const maker = await office.person('admin', unit)
  for (;;) {
    const { status, body } = await maker.post('/api/exports/superior', { unit, period: '2026-Q1', format: 'summary' })
    if (status === 200) return body.id
  }
}

let made = 0

/** Files for the superior unit, and how superiors want them. */
export const superiorFileRows: Rows = {
  'POST /api/exports/superior': {
    roles: editors,
    about: (unit) => ({ url: '/api/exports/superior', body: { unit, period: '2027', format: 'xlsx' } }),
    // A year that is not closed: this is about who may ask, not about the file.
    granted: [404],
  },
  'GET /api/exports/superior/:id': {
    roles: editors,
    about: async (unit, office) => ({ url: `/api/exports/superior/${await jobOf(unit, office)}` }),
  },
  'DELETE /api/exports/superior/:id': {
    roles: editors,
    about: async (unit, office) => ({ url: `/api/exports/superior/${await jobOf(unit, office)}` }),
  },
  'GET /api/exports/superior/:id/file': {
    roles: editors,
    about: async (unit, office) => ({ url: `/api/exports/superior/${await jobOf(unit, office)}/file` }),
    // A summary is no file.
    granted: [404],
  },
  'GET /api/exports/templates': { roles: editors, about: (unit) => ({ url: `/api/exports/templates?unit=${unit}` }) },
  'POST /api/exports/templates': {
    roles: editors,
    about: (unit) => ({ url: '/api/exports/templates', body: { unit, name: 'Mẫu', header: 'MaPhieu,LinhVuc' } }),
  },
  'DELETE /api/exports/templates/:id': {
    roles: editors,
    about: async (unit, office) => {
      const unitId = await office.unitId(unit)
      const template = { unitId, name: `Mẫu ${(made += 1)}`, columns: '[]' }
      const { id } = await office.stores.superiorTemplates.add(template, tester)
      return { url: `/api/exports/templates/${id}` }
    },
  },
}
