/** The pages that exist. */
export type PageName =
  | 'overview'
  | 'detail'
  | 'units'
  | 'reports'
  | 'superior-file'
  | 'trend'
  | 'criteria'
  | 'targets'
  | 'dossiers'
  | 'editions'
  | 'devices'
  | 'reference'
  | 'setup'
  | 'accounts'
  | 'access'
  | 'audit'
  | 'operations'
  | 'guides'
  | 'account'

/** Where a page is found. */
export interface PageAddress {
  readonly page: PageName
  /** A path without its query. */
  readonly address: string
}

/** The page at a path, where a slash at the end makes no difference; null where there is none. */
export function pageAt(pages: readonly PageAddress[], path: string): PageName | null {
  const bare = withoutSlash(path)
  if (bare === '/dashboard/index.html') return 'overview'
  return pages.find(({ address }) => withoutSlash(address) === bare)?.page ?? null
}

const withoutSlash = (path: string): string => path.replace(/\/+$/, '')

/** The parameters that go along from page to page. */
const carried = ['unit', 'period'] as const

/** What a link can say besides of the page it leads to: `month` is one of dossier counts. */
export interface AddressChanges {
  readonly unit?: string
  readonly period?: string
  readonly month?: string
}

/** The address with the chosen unit and period, or the given ones instead. */
export function carryOver(address: string, query: URLSearchParams, changes: AddressChanges = {}): string {
  const kept = new URLSearchParams()
  for (const name of carried) {
    const value = changes[name] ?? query.get(name)
    if (value !== null) kept.set(name, value)
  }
  if (changes.month !== undefined) kept.set('month', changes.month)
  const text = kept.toString()
  return text === '' ? address : `${address}?${text}`
}

/** The unit that the address asks for, else the account's own, else the first; null only for an empty list. */
export function unitIn<U extends { readonly code: string }>(query: URLSearchParams, units: readonly U[], own: string) {
  const code = query.get('unit')
  return units.find((unit) => unit.code === code) ?? units.find((unit) => unit.code === own) ?? units[0] ?? null
}
