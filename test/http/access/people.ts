import type { Office } from '../../support/office.ts'
import type { Rows } from './row.ts'
import { editors, every, tester, withAccount } from './row.ts'

const WRONG_PASSWORD = 'khong-phai-mat-khau'

/** A new account of the unit. @returns its id */
const accountIn = async (unit: string, office: Office): Promise<number> => {
  const username = `moi.${unit}.${Math.random().toString(36).slice(2)}`
  const account = { username, passwordHash: 'x', role: 'leader' as const, unitId: await office.unitId(unit) }
  const made = await office.stores.accounts.create({ ...account, mustChange: false }, office.clock.now, tester)
  return made!.id
}

/** Accounts, sessions, links, tokens. */
export const peopleRows: Rows = {
  'GET /api/session': { roles: every, about: null, beforePasswordChange: true },
  'DELETE /api/session': { roles: every, about: null, beforePasswordChange: true },
  'PUT /api/session/password': {
    roles: withAccount,
    about: null,
    body: { current: WRONG_PASSWORD, next: 'mot-mat-khau-moi' },
    granted: [400],
    sessionOnly: true,
    beforePasswordChange: true,
  },
  'POST /api/session/totp': {
    roles: withAccount,
    about: null,
    body: { password: WRONG_PASSWORD },
    granted: [400],
    sessionOnly: true,
  },
  'PUT /api/session/totp': {
    roles: withAccount,
    about: null,
    body: { code: '000000' },
    granted: [400],
    sessionOnly: true,
  },
  'DELETE /api/session/totp': {
    roles: withAccount,
    about: null,
    body: { password: WRONG_PASSWORD },
    granted: [400],
    sessionOnly: true,
  },
  // Of somebody else; one's own are tested apart.
  'GET /api/sessions': {
    roles: ['admin'],
    about: async (unit, office) => ({ url: `/api/sessions?account=${await accountIn(unit, office)}` }),
    foreign: 404,
  },
  'DELETE /api/sessions/:id': {
    roles: ['admin'],
    about: async (unit, office) => {
      const accountId = await accountIn(unit, office)
      const { now } = office.clock
      await office.stores.sessions.start({ owner: { accountId }, now, expiresAt: now + 60_000, browser: '' }, tester)
      const [session] = await office.stores.sessions.of(accountId, now)
      return { url: `/api/sessions/${session?.id}` }
    },
    foreign: 404,
  },
  'GET /api/accounts': { roles: ['admin'], about: null },
  'POST /api/accounts': {
    roles: ['admin'],
    about: (unit) => {
      const username = `them.${Math.random().toString(36).slice(2)}`
      return { url: '/api/accounts', body: { username, role: 'leader', unit } }
    },
  },
  'PATCH /api/accounts/:id': {
    roles: ['admin'],
    about: async (unit, office) => ({
      url: `/api/accounts/${await accountIn(unit, office)}`,
      body: { displayName: 'Trần Văn B' },
    }),
    foreign: 404,
  },
  'POST /api/accounts/:id/reset-link': {
    roles: ['admin'],
    about: async (unit, office) => ({ url: `/api/accounts/${await accountIn(unit, office)}/reset-link` }),
    foreign: 404,
  },
  'GET /api/reading-links': { roles: editors, about: null },
  'POST /api/reading-links': {
    roles: editors,
    about: (unit) => ({ url: '/api/reading-links', body: { label: 'Ban Pháp chế HĐND', unit } }),
  },
  'DELETE /api/reading-links/:id': {
    roles: editors,
    about: async (unit, office) => {
      const { now } = office.clock
      const link = { unitId: await office.unitId(unit), label: `Ban của ${unit}`, now, expiresAt: now + 60_000 }
      const { id } = await office.stores.readingLinks.create(link, tester)
      return { url: `/api/reading-links/${id}` }
    },
    foreign: 404,
  },
  'GET /api/tokens': { roles: ['admin'], about: null },
  'POST /api/tokens': { roles: ['admin'], about: (unit) => ({ url: '/api/tokens', body: { role: 'leader', unit } }) },
  'DELETE /api/tokens/:id': {
    roles: ['admin'],
    about: async (unit, office) => {
      const token = { role: 'leader' as const, unitId: await office.unitId(unit), label: unit, expiresAt: null }
      const { id } = await office.stores.apiTokens.create(token, tester)
      return { url: `/api/tokens/${id}` }
    },
    foreign: 404,
  },
}
