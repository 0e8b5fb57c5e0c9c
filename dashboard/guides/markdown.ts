/** A stretch of text within a block. */
export interface GuideSpan {
  readonly kind: 'text' | 'strong' | 'em' | 'code' | 'link'
  readonly text: string
  /** Where a link leads, as the file writes it; empty for all else. */
  readonly target: string
}

/** A block of a guide: the little of Markdown that the guides are written in. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly GuideSpan[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly spans: readonly GuideSpan[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly GuideSpan[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly GuideSpan[])[])[] }
  | { readonly kind: 'picture'; readonly file: string; readonly words: string; readonly width: number }

/** The blocks of a guide, in order. What the guides do not use is read as a paragraph, so nothing is lost. */
export function blocksOf(text: string): readonly Block[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .flatMap((part) => splitStarts(part.split('\n').filter((line) => line.trim() !== '')))
    .map(blockOf)
}

/** A heading or a list may stand under a paragraph without an empty line between them. */
function splitStarts(lines: readonly string[]): string[][] {
  const parts: string[][] = []
  let kind = ''
  for (const line of lines) {
    const starts = kindOf(line)
    const last = parts.at(-1)
    if (last === undefined || kind === 'heading' || (starts !== '' && starts !== kind)) {
      parts.push([line])
      kind = starts
    } else last.push(line)
  }
  return parts
}

const ITEM = /^(?:-|\d+\.) +/

function kindOf(line: string): string {
  if (/^#+ /.test(line)) return 'heading'
  if (line.startsWith('- ')) return 'dashes'
  if (/^\d+\. /.test(line)) return 'numbers'
  if (line.startsWith('|')) return 'table'
  if (line.startsWith('> ')) return 'quote'
  return ''
}

function blockOf(lines: readonly string[]): Block {
  const [first = ''] = lines
  const kind = kindOf(first)
  const joined = lines.map((line) => line.trim()).join(' ')
  const picture = /^<img src="hinh\/([^"]+)" alt="([^"]*)" width="(\d+)">$/.exec(joined)
  if (picture) return { kind: 'picture', file: picture[1] ?? '', words: picture[2] ?? '', width: Number(picture[3]) }
  if (kind === 'heading') {
    const level = first.indexOf(' ')
    return { kind, level, spans: spansOf(joined.slice(level + 1)) }
  }
  if (kind === 'dashes' || kind === 'numbers')
    return { kind: 'list', ordered: kind === 'numbers', items: itemsOf(lines).map(spansOf) }
  if (kind === 'table') return { kind, rows: lines.filter((line) => !/^\|[-:| ]+\|$/.test(line)).map(cellsOf) }
  if (kind === 'quote') return { kind, spans: spansOf(lines.map((line) => line.replace(/^> ?/, '')).join(' ')) }
  return { kind: 'paragraph', spans: spansOf(joined) }
}

function itemsOf(lines: readonly string[]): readonly string[] {
  const items: string[] = []
  for (const line of lines) {
    const goesOn = !ITEM.test(line)
    const text = line.replace(ITEM, '').trim()
    if (goesOn) items.push(`${items.pop() ?? ''} ${text}`)
    else items.push(text)
  }
  return items
}

const cellsOf = (line: string): readonly (readonly GuideSpan[])[] =>
  line
    .replace(/^\|/, '')
    .replace(/\|\s*$/, '')
    .split('|')
    .map((cell) => spansOf(cell.trim()))

const SPAN = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g

/** What stands within a line; marks that are not closed stay as they are written. */
export function spansOf(line: string): readonly GuideSpan[] {
  const spans: GuideSpan[] = []
  const add = (kind: GuideSpan['kind'], text: string, target = '') => {
    if (text !== '') spans.push({ kind, text, target })
  }
  let at = 0
  for (const match of line.matchAll(SPAN)) {
    const [whole, code, strong, em, words, target] = match
    add('text', line.slice(at, match.index))
    if (code !== undefined) add('code', code)
    else if (strong !== undefined) add('strong', strong)
    else if (em !== undefined) add('em', em)
    else add('link', words ?? '', target)
    at = match.index + whole.length
  }
  add('text', line.slice(at))
  return spans
}
