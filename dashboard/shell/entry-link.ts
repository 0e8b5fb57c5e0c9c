/** What a link that was given to a person opens. */
export interface EntryLink {
  readonly kind: 'password' | 'reading'
  readonly token: string
}

const kinds = [
  { name: 'mat-khau', kind: 'password' },
  { name: 'doc', kind: 'reading' },
] as const

/** Reads `#mat-khau=TOKEN` and `#doc=TOKEN`; null for any other place on a page. */
export function entryLinkOf(hash: string): EntryLink | null {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''))
  for (const { name, kind } of kinds) {
    const token = parameters.get(name)
    if (token !== null && token !== '') return { kind, token }
  }
  return null
}

/** Takes such a link out of the address, so that it stays neither on the screen nor in the history. */
export function takeEntryLink(): EntryLink | null {
  const link = entryLinkOf(location.hash)
  if (link !== null) history.replaceState(null, '', location.pathname + location.search)
  return link
}
