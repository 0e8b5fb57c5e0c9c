import { office } from './dashboard-api.ts'
import type { StubbedOffice } from './dashboard-api.ts'
import type { Account, AccountList } from '#contract/accounts'
import type { AuditEntry, AuditPage } from '#contract/audit'
import type { ReadingLinkList } from '#contract/reading-links'
import type { SessionList } from '#contract/sessions'
import type { TokenList } from '#contract/tokens'

const account = (id: string, username: string, more: Partial<Account> = {}): Account => ({
  ...{ id, username, displayName: '', role: 'leader', unit: 'phu-quoc', areas: [], secondFactor: false },
  ...{ lastSeenAt: null, resetExpiresAt: null, retired: false, ...more },
})

export const accounts: AccountList = {
  accounts: [
    account('1', 'admin', {
      ...{ displayName: 'Nguyễn Thị Lan', role: 'admin', secondFactor: true, lastSeenAt: '2026-11-20T08:30:00+07:00' },
    }),
    account('2', 'an.tran', {
      ...{ displayName: 'Trần Văn An', role: 'officer', unit: 'duong-dong', areas: ['dat-dai', 'ho-tich'] },
      lastSeenAt: '2026-11-19T16:45:00+07:00',
    }),
    account('3', 'binh.le', { displayName: 'Lê Thị Thanh Bình', resetExpiresAt: '2026-11-21T09:00:00+07:00' }),
    account('4', 'cu', { retired: true }),
  ],
}

export const sessions: SessionList = {
  sessions: [
    ['8b0d0d62-5d38-4a6e-9a0a-1f8e3f6a0001', 'Chrome, Windows', true],
    ['8b0d0d62-5d38-4a6e-9a0a-1f8e3f6a0002', 'Safari, iPhone', false],
  ].map(([id, browser, current]) => ({
    ...{ id: String(id), browser: String(browser), current: current === true },
    ...{ createdAt: '2026-11-20T07:30:00+07:00', lastSeenAt: '2026-11-20T08:30:00+07:00' },
    expiresAt: '2026-11-20T19:30:00+07:00',
  })),
}

export const links: ReadingLinkList = {
  links: [
    {
      ...{ id: '1', label: 'Ban pháp chế HĐND', unit: 'phu-quoc', createdAt: '2026-11-01T08:00:00+07:00' },
      ...{ expiresAt: '2026-12-01T08:00:00+07:00', lastOpenedDay: '2026-11-18', state: 'open' },
    },
    {
      ...{ id: '2', label: 'Ủy ban MTTQ Việt Nam', unit: 'duong-dong', createdAt: '2026-09-01T08:00:00+07:00' },
      ...{ expiresAt: '2026-10-01T08:00:00+07:00', lastOpenedDay: null, state: 'expired' },
    },
  ],
}

export const tokens: TokenList = {
  tokens: [
    {
      ...{ id: '1', role: 'superior', unit: 'phu-quoc', areas: [], label: 'Trục dữ liệu của tỉnh', revoked: false },
      ...{ expiresAt: '2099-01-01T00:00:00+07:00', lastUsedDay: '2026-11-20' },
    },
    {
      ...{ id: '2', role: 'leader', unit: 'phu-quoc', areas: [], label: '', revoked: true },
      ...{ expiresAt: null, lastUsedDay: null },
    },
  ],
}

const entry = (id: number, at: string, action: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ id, at: `${at}+07:00`, actor: 'admin', action, subject: '', detail: {}, unit: 'phu-quoc', ...more },
})

export const auditPage: AuditPage = {
  entries: [
    entry(812, '2026-11-20T08:31:07', 'target.create', {
      subject: '12',
      detail: { unit: 'phu-quoc', group: 'dat-dai-xay-dung', operator: '>=', value: 0.855 },
    }),
    entry(811, '2026-11-20T08:30:00', 'session.start', { subject: 'admin' }),
    entry(810, '2026-11-20T08:15:00', 'session.failed', { actor: '', subject: 'an.tran', detail: { count: 3 } }),
    entry(809, '2026-11-20T00:00:00', 'device.sequence_reused', {
      actor: 'device:2',
      subject: '41',
      unit: 'duong-dong',
    }),
    entry(808, '2026-11-19T16:02:11', 'export.responses', {
      ...{ actor: 'hailong', subject: 'phu-quoc', detail: { from: '2026-10-01', to: '2026-10-31', format: 'csv' } },
    }),
    entry(807, '2026-11-19T15:00:00', 'ledger.verify', {
      ...{ actor: 'hailong', detail: { ok: true, problems: 0 }, unit: null },
    }),
  ],
  next: 807,
}

/** An office with people, links and a history. */
export function officeWithPeople(more: Partial<StubbedOffice> = {}): StubbedOffice {
  const bodies = {
    '/api/accounts': accounts,
    '/api/sessions': sessions,
    '/api/reading-links': links,
    '/api/tokens': tokens,
    '/api/audit': auditPage,
  }
  const answers = Object.entries(bodies).map(([path, body]) => [`GET ${path}`, { status: 200, body }] as const)
  return office({ ...more, answers: new Map([...answers, ...(more.answers ?? [])]) })
}
