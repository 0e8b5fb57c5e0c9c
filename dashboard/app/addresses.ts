import { isPeriod } from '../overview/period-options.ts'

/** The pages that exist. */
export type Page =
  | 'overview'
  | 'trend'
  | 'targets'
  | 'devices'
  | 'accounts'
  | 'access'
  | 'audit'
  | 'account'
  | 'setup'
  | 'reference'
  | 'operations'
  | 'unknown'

const paths = {
  overview: '/dashboard/',
  trend: '/dashboard/xu-huong',
  targets: '/dashboard/chi-tieu',
  devices: '/dashboard/thiet-bi',
  reference: '/dashboard/linh-vuc-thu-tuc',
  accounts: '/dashboard/nguoi-dung',
  access: '/dashboard/quyen-truy-cap',
  audit: '/dashboard/nhat-ky',
  operations: '/dashboard/van-hanh',
  account: '/dashboard/tai-khoan',
  setup: '/dashboard/thiet-lap',
} as const

/** The page at a path; a slash at the end makes no difference. */
export function pageOf(path: string): Page {
  const bare = path.replace(/\/+$/, '')
  if (bare === '/dashboard' || bare === '/dashboard/index.html') return 'overview'
  if (bare === paths.trend) return 'trend'
  if (bare === paths.targets) return 'targets'
  if (bare === paths.devices) return 'devices'
  if (bare === paths.reference) return 'reference'
  if (bare === paths.accounts) return 'accounts'
  if (bare === paths.access) return 'access'
  if (bare === paths.audit) return 'audit'
  if (bare === paths.operations) return 'operations'
  if (bare === paths.setup) return 'setup'
  return bare === paths.account ? 'account' : 'unknown'
}

/** The address of a page that keeps the chosen unit and period. */
export function addressOf(page: Exclude<Page, 'unknown'>, query: URLSearchParams): string {
  const kept = new URLSearchParams()
  for (const name of ['unit', 'period']) {
    const value = query.get(name)
    if (value !== null) kept.set(name, value)
  }
  const text = kept.toString()
  return text === '' ? paths[page] : `${paths[page]}?${text}`
}

/** The address of the overview of another period, for the same unit. */
export function overviewOf(period: string, query: URLSearchParams): string {
  const changed = new URLSearchParams(query)
  changed.set('period', period)
  return addressOf('overview', changed)
}

/** The period that the address asks for; null when it asks for none or for something that is no period. */
export function periodIn(query: URLSearchParams): string | null {
  const period = query.get('period')
  return period !== null && isPeriod(period) ? period : null
}

/** The unit that the address asks for, else the account's own, else the first; null only for an empty list. */
export function unitIn<U extends { readonly code: string }>(query: URLSearchParams, units: readonly U[], own: string) {
  const asked = query.get('unit')
  return units.find(({ code }) => code === asked) ?? units.find(({ code }) => code === own) ?? units[0] ?? null
}
