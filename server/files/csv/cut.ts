/** A record of the text, or a line that cannot be read as one; `next` is where the one after it begins. */
export type Cut =
  | { readonly kind: 'record'; readonly text: string; readonly next: number; readonly cells: readonly string[] }
  | { readonly kind: 'broken'; readonly text: string; readonly next: number }

export interface CutOptions {
  /** The characters that may stand between two cells. */
  readonly delimiters: string
  /** Whether the text ends here; otherwise more of it may follow. */
  readonly final: boolean
}

/** Characters in the longest record; a quote that would close later than that was never meant to open. */
export const LONGEST_RECORD = 65_536

/**
 * Cuts one record by RFC 4180 from `start` on. A parser that meets a quote nobody closes takes the rest of the file with
 * it; here only the line in which it stands is lost, and the next line is read as if nothing had been.
 *
 * @returns null when more text is needed
 */
export function cutRecord(text: string, start: number, { delimiters, final }: CutOptions): Cut | null {
  const cell = cellPattern(delimiters)
  const needMore = (): Cut | null =>
    final || text.length - start > LONGEST_RECORD ? brokenLine(text, start, final) : null
  const cells: string[] = []
  let at = start
  for (;;) {
    const begin = at
    cell.lastIndex = at
    const found = cell.exec(text)?.[0] ?? ''
    at += found.length
    if (!final && (at === text.length || (text[at] === '\r' && at + 1 === text.length))) return needMore()
    if (at - start > LONGEST_RECORD) return brokenLine(text, start, final)
    cells.push(unquoted(found))
    if (at === text.length || isLineEnd(text[at]))
      return { kind: 'record', text: text.slice(start, at), next: afterLineEnd(text, at), cells }
    if (text[at] === '"' && at === begin) return needMore()
    if (!delimiters.includes(text.charAt(at))) return brokenLine(text, start, final)
    at += 1
  }
}

const unquoted = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r'

const afterLineEnd = (text: string, at: number): number =>
  text.startsWith('\r\n', at) ? at + 2 : Math.min(at + 1, text.length)

function brokenLine(text: string, start: number, final: boolean): Cut | null {
  let at = start
  while (at < text.length && !isLineEnd(text[at])) at += 1
  if (!final && at + 1 >= text.length) return null
  return { kind: 'broken', text: text.slice(start, at), next: afterLineEnd(text, at) }
}

const patterns = new Map<string, RegExp>()

/** A quoted cell, or one that does not begin with a quote; nothing at a quote that is not closed yet. */
function cellPattern(delimiters: string): RegExp {
  const known = patterns.get(delimiters)
  if (known) return known
  const own = delimiters.replace(/[\\\]^-]/g, '\\$&')
  const pattern = new RegExp(`"[^"]*(?:""[^"]*)*"(?!")|[^"${own}\\r\\n][^${own}\\r\\n]*|`, 'y')
  patterns.set(delimiters, pattern)
  return pattern
}
