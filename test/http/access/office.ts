import type { Rows } from './row.ts'
import { editors, every, tester } from './row.ts'

let made = 0
/** A name that nothing else has. */
const newName = (kind: string): string => `${kind} ${(made += 1)}`

const words = { vi: 'Tôn giáo', en: 'Religion' }
const area = { code: 'ton-giao', name: words, label: words }
const procedure = { code: '1.001193', area: 'ho-tich', name: 'Đăng ký khai sinh' }
const question = { submit: words, result: words, inquiry: words, any: words }
const questionnaire = {
  ...{ code: 'rieng', version: 1, name: words, comparable: 'rieng', reasons: null },
  criteria: [{ code: 'nhanh', question, options: [words, words] }],
}

/** How an office is made up: units, sites, counters, areas and what else is set. */
export const officeRows: Rows = {
  'GET /api/units': { roles: every, about: null },
  'PATCH /api/units/:code': {
    roles: editors,
    about: (unit) => ({ url: `/api/units/${unit}`, body: { minimumAnswers: 40 } }),
  },
  'GET /api/administrative-units': { roles: every, about: null, common: true },
  'GET /api/sites': { roles: every, about: (unit) => ({ url: `/api/sites?unit=${unit}` }) },
  'POST /api/sites': {
    roles: editors,
    about: (unit) => ({ url: '/api/sites', body: { unit, name: newName('Điểm') } }),
  },
  'PATCH /api/sites/:id': {
    roles: editors,
    about: async (unit, office) => {
      const site = { unitId: await office.unitId(unit), name: newName('Điểm'), address: '' }
      const id = await office.stores.sites.create(site, tester)
      return { url: `/api/sites/${id}`, body: { address: 'Số 1' } }
    },
  },
  'GET /api/counters': { roles: every, about: (unit) => ({ url: `/api/counters?unit=${unit}` }) },
  'POST /api/counters': {
    roles: editors,
    about: (unit) => ({ url: '/api/counters', body: { unit, name: newName('Quầy mới') } }),
  },
  'PATCH /api/counters/:id': {
    roles: editors,
    about: async (unit, office) => {
      const counter = { unitId: await office.unitId(unit), name: newName('Quầy mới') }
      const id = await office.stores.counters.create(counter, tester)
      return { url: `/api/counters/${id}`, body: { stage: 'result' } }
    },
  },
  'GET /api/setup': { roles: ['admin'], about: (unit) => ({ url: `/api/setup?unit=${unit}` }) },
  'GET /api/setup/progress': { roles: ['admin'], about: (unit) => ({ url: `/api/setup/progress?unit=${unit}` }) },
  'PUT /api/setup': {
    roles: ['admin'],
    about: (unit) => ({ url: '/api/setup', body: { step: 'progress', unit, state: 'later', at: 2 } }),
  },
  // Whoever looks after a part of the installation has no say in where all of it is kept.
  'POST /api/setup/check-folder': { roles: ['admin'], about: null, body: { folder: '/' }, granted: [403] },
  'GET /api/areas': { roles: every, about: null, common: true },
  // Lists that all units share are kept up by the topmost alone: test/http/catalogue has it edit them.
  'POST /api/areas': { roles: editors, about: null, granted: [403], body: area },
  'PATCH /api/areas/:code': { roles: editors, about: null, granted: [403], body: { retired: true } },
  'GET /api/procedures': { roles: every, about: null, common: true },
  'POST /api/procedures': { roles: editors, about: null, granted: [403], body: procedure },
  'PATCH /api/procedures/:code': { roles: editors, about: null, granted: [403], body: { retired: true } },
  'POST /api/procedures/import': { roles: editors, about: null, granted: [403] },
  'GET /api/questionnaires': { roles: every, about: null, common: true },
  'POST /api/questionnaires': { roles: editors, about: null, granted: [403], body: questionnaire },
  'PATCH /api/questionnaires/:reference': {
    roles: editors,
    about: null,
    url: '/api/questionnaires/quay-nhanh@1',
    granted: [403],
    body: { retired: true },
  },
}
