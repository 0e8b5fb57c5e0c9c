import targetPresets from '../../../../server/data/target-presets.json'
import * as figures from './dashboard-figures.ts'
import { setupAt, setupDone } from './dashboard-setup.ts'
import type { Page, Request } from 'playwright-core'
import type { ExternalResult } from '#contract/external-results'
import type { Operations } from '#contract/operations'
import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import type { Session } from '#contract/session'
import type { Unit } from '#contract/units'

/** What the stubbed server knows; a test changes what it needs before and during the visit. */
export interface StubbedOffice {
  session: Session | null
  units: Unit[]
  all: SatisfactionRow[]
  land: SatisfactionRow[]
  areas: SatisfactionRow[]
  /** Figures of single periods instead of `all`, by the name of the period. */
  periods: Map<string, SatisfactionRow>
  receivedToday: number
  targets: unknown[]
  externalResults: ExternalResult[]
  devices: unknown[]
  /** Answers instead of the usual one, by `METHOD /path`. */
  answers: Map<string, { status: number; body?: unknown }>
  /** What was sent, newest last. */
  sent: { method: string; path: string; body: unknown }[]
}

/** An office with figures of every kind, seen by its administrator. */
export function office(more: Partial<StubbedOffice> = {}): StubbedOffice {
  return {
    session: figures.session, units: figures.units, all: [figures.all], land: [figures.land], areas: figures.areaRows,
    receivedToday: 37, targets: figures.targets, externalResults: [], devices: figures.devices, periods: new Map(), answers: new Map(), sent: [], ...more,
  } // prettier-ignore
}

/** An installation that is well. */
export const operationsAt = (): Operations => ({
  version: '0.2.0',
  backup: {
    ...{
      state: 'fine',
      folder: '/mnt/o-sao-luu',
      dailyAt: '17:30',
      running: false,
      sameDisk: false,
      lastFailure: null,
    },
    lastGood: { at: '2026-11-19T17:30:04+07:00', file: 'hai-long-20261119-173004.db', bytes: 37_240_000 },
  },
  disk: { state: 'fine', freeBytes: 82_700_000_000, totalBytes: 250_000_000_000 },
  ledger: { ok: true, checkedAt: '2026-11-19T17:30:04+07:00' },
})

/** Answers `/api` of that page from the office. */
export async function stub(page: Page, state: StubbedOffice): Promise<void> {
  await page.route('**/api/**', async (route) => {
    const request = route.request()
    const url = new URL(request.url())
    const key = `${request.method()} ${url.pathname}`
    state.sent.push({ method: request.method(), path: url.pathname + url.search, body: bodyOf(request) })
    const { status, body } = state.answers.get(key) ?? answer(state, key, url.searchParams)
    if (status === 0) return route.abort('connectionrefused')
    await route.fulfill({
      status,
      contentType: 'application/json',
      body: body === undefined ? '' : JSON.stringify(body),
    })
  })
}

function bodyOf(request: Request): unknown {
  const text = request.postData()
  return text === null ? null : JSON.parse(text)
}

function answer(state: StubbedOffice, key: string, query: URLSearchParams): { status: number; body?: unknown } {
  if (state.session === null) return { status: 401, body: { code: 'unauthenticated', message: 'Sign in first.' } }
  if (key === 'GET /api/session') return { status: 200, body: state.session }
  if (key === 'GET /api/units') return { status: 200, body: { units: state.units } }
  if (key === 'GET /api/setup/progress') return { status: 200, body: { progress: setupDone, first: true } }
  if (key === 'GET /api/setup') return { status: 200, body: setupAt(setupDone) }
  if (key === 'GET /api/sessions') return { status: 200, body: { sessions: [] } }
  if (key === 'GET /api/areas') return { status: 200, body: { areas: figures.areas } }
  if (key === 'GET /api/target-presets') return { status: 200, body: { presets: targetPresets } }
  if (key === 'GET /api/external-results') return { status: 200, body: { results: state.externalResults } }
  if (key === 'GET /api/targets') return { status: 200, body: { targets: state.targets } }
  if (key === 'GET /api/counters') return { status: 200, body: { counters: [] } }
  if (key === 'GET /api/devices') return { status: 200, body: { devices: state.devices } }
  if (key === 'GET /api/operations') return { status: 200, body: operationsAt() }
  if (key === 'GET /api/satisfaction/overview') return { status: 200, body: overview(state, query) }
  if (key === 'GET /api/satisfaction') return { status: 200, body: satisfaction(state, query) }
  return { status: 204 }
}

function overview(state: StubbedOffice, query: URLSearchParams): unknown {
  const ask = (more: Record<string, string>) =>
    satisfaction(state, new URLSearchParams({ ...Object.fromEntries(query), ...more })) as SatisfactionReply
  const { by: _, rows, total, ...about } = ask({ by: 'total', group: 'chung' })
  const [land, areas] = [ask({ by: 'total', group: 'dat-dai-xay-dung' }), ask({ by: 'area' })]
  const groups = [{ group: 'dat-dai-xay-dung', rows: land.rows, total: land.total }]
  return { ...about, total: { rows, total }, groups, areas: { rows: areas.rows, total: areas.total } }
}

function satisfaction(state: StubbedOffice, query: URLSearchParams): unknown {
  const ofPeriod = state.periods.get(query.get('period') ?? '')
  if (ofPeriod !== undefined && query.get('by') === 'total') return figures.reply('total', [ofPeriod], ofPeriod)
  const [first = figures.row('total', '')] = state.all
  if (query.has('from')) {
    const day = figures.row('total', '', { received: state.receivedToday, answered: null, suppressed: 'range' })
    return figures.reply('total', [], day)
  }
  if (query.get('by') === 'area') return figures.reply('area', state.areas, first)
  const rows = query.get('group') === 'chung' ? state.all : state.land
  return figures.reply('total', rows, rows[0] ?? figures.row('total', ''))
}
