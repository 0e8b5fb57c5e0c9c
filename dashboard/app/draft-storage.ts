/**
 * What is typed in forms and not yet stored, per account and form, in this tab alone (`sessionStorage`). A session that
 * ends or a page that is left takes nothing away. Secrets are never given to it.
 */
const PREFIX = 'hai-long:draft'

/** A form as it was left. */
export interface StoredDraft {
  /** What stood in the form before anything was typed, as JSON: a form that begins with something else is another one. */
  readonly start: string
  /** What stands in it, as JSON. */
  readonly typed: string
}

const keyOf = (username: string, form: string): string => `${PREFIX}:${username}:${form}`

const parsed: <T>(text: string) => T = JSON.parse

/** The form as it was left; null where nothing was typed or the browser keeps nothing. */
export function readDraft(username: string, form: string): StoredDraft | null {
  try {
    const text = sessionStorage.getItem(keyOf(username, form))
    if (text === null) return null
    const { start, typed } = parsed<Partial<StoredDraft>>(text)
    return typeof start === 'string' && typeof typed === 'string' ? { start, typed } : null
  } catch {
    return null
  }
}

/** Keeps a form, or forgets it: null. A browser that keeps nothing loses what it would have lost before. */
export function writeDraft(username: string, form: string, draft: StoredDraft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(username, form))
    else sessionStorage.setItem(keyOf(username, form), JSON.stringify(draft))
  } catch {
    // Blocked or full: the words stay on the screen as long as it stays.
  }
}

/** What follows `beginning` in the name of a form that was left with words in it; null where none was. */
export function draftedFormAfter(username: string, beginning: string): string | null {
  const start = keyOf(username, beginning)
  const found = keysOf().find((key) => key.startsWith(start))
  return found === undefined ? null : found.slice(start.length)
}

/** Forgets all that an account typed: whoever signs out leaves nothing to the next one at this machine. */
export function forgetDrafts(username: string): void {
  for (const key of keysOf().filter((each) => each.startsWith(keyOf(username, '')))) sessionStorage.removeItem(key)
}

function keysOf(): readonly string[] {
  try {
    return Object.keys(sessionStorage)
  } catch {
    return []
  }
}
