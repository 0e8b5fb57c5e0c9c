/** What is met on the way through a text of XML, by names without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: string): void
  close(name: string): void
  /** Text with its entities resolved; a long one may come in several calls. */
  text(text: string): void
}

/** A text of XML that is no part of a workbook. */
export class XmlError extends Error {}

export interface XmlReader {
  /** Takes the next piece. @throws XmlError */
  push(piece: string): void
  /** @throws XmlError when the text ends within a tag */
  end(): void
}

/** Characters of the longest tag. */
const LONGEST_TAG = 1 << 16

/**
 * Reads XML in one pass and without keeping it, in time linear in its length. Document types are refused: they could make
 * a small text a huge one.
 */
export function createXmlReader(events: XmlEvents): XmlReader {
  let rest = ''

  const tag = (inner: string): void => {
    if (inner.startsWith('/')) {
      events.close(localName(inner.slice(1).trimEnd()))
      return
    }
    const isClosed = inner.endsWith('/')
    const body = isClosed ? inner.slice(0, -1) : inner
    const blank = body.search(/\s/)
    const name = localName(blank === -1 ? body : body.slice(0, blank))
    events.open(name, blank === -1 ? '' : body.slice(blank))
    if (isClosed) events.close(name)
  }

  /** @returns where the mark-up that begins at `at` ends, or -1 when it goes on in the next piece */
  const markup = (text: string, at: number): number => {
    const isSection = sectionSigns.has(text.charAt(at + 1))
    for (const [begin, end] of isSection ? sections : [])
      if (text.startsWith(begin, at)) {
        const found = text.indexOf(end, at + begin.length)
        if (found === -1) return -1
        if (begin === CDATA) events.text(text.slice(at + begin.length, found))
        return found + end.length
      }
    // Its first characters may still be those of a comment or a section.
    if (isSection && text.length - at < CDATA.length && sections.some(([begin]) => begin.startsWith(text.slice(at))))
      return -1
    if (text.startsWith('<!', at)) throw new XmlError('a document type')
    const end = endOfTag(text, at)
    if (end !== -1) tag(text.slice(at + 1, end))
    return end === -1 ? -1 : end + 1
  }

  return {
    push: (piece) => {
      const text = rest + piece
      let at = 0
      while (at < text.length) {
        const open = text.indexOf('<', at)
        if (open === at) {
          const next = markup(text, at)
          if (next === -1) break
          at = next
          continue
        }
        const end = open === -1 ? safeEnd(text, at) : open
        if (end > at) events.text(resolved(text.slice(at, end)))
        at = end
        if (open === -1) break
      }
      rest = text.slice(at)
      if (rest.length > LONGEST_TAG + piece.length) throw new XmlError('a tag without an end')
    },
    end: () => {
      if (rest.trim() !== '') throw new XmlError('the text ends within a tag')
    },
  }
}

const CDATA = '<![CDATA['
const sections = [
  ['<!--', '-->'],
  [CDATA, ']]>'],
  ['<?', '?>'],
] as const

const sectionSigns: ReadonlySet<string> = new Set(['', '!', '?'])

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** A sign ">" may stand within the quotes of an attribute. */
function endOfTag(text: string, at: number): number {
  const first = text.indexOf('>', at)
  // A look for quotes beyond the tag would cost the length of the whole piece for each of them.
  if (first !== -1 && hasEvenQuotes(text.slice(at, first))) return first
  let open = ''
  for (let end = at; end < text.length; end += 1) {
    const sign = text.charAt(end)
    if (open === '' && sign === '>') return end
    if (open === '' && (sign === '"' || sign === "'")) open = sign
    else if (sign === open) open = ''
  }
  return -1
}

function hasEvenQuotes(tag: string): boolean {
  let open = -1
  for (let at = tag.indexOf('"'); at !== -1; at = tag.indexOf('"', at + 1)) open = -open
  return open === -1 && !tag.includes("'")
}

/** Leaves an entity that is cut by the end of a piece to the next one. */
function safeEnd(text: string, at: number): number {
  const sign = text.lastIndexOf('&')
  return sign >= at && text.length - sign < 12 && !text.includes(';', sign) ? sign : text.length
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function resolved(text: string): string {
  return text.includes('&') ? text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,8});/gi, entity) : text
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return named[name] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

/** An attribute by its name without prefix; null where the tag has none. */
export function attribute(attributes: string, name: string): string | null {
  // As nearly every program writes it: millions of cells have three of them.
  const plain = ` ${name}="`
  const at = attributes.indexOf(plain)
  const end = at === -1 ? -1 : attributes.indexOf('"', at + plain.length)
  if (end !== -1) return resolved(attributes.slice(at + plain.length, end))
  const found = attributePattern(name).exec(attributes)
  return found ? resolved(found[1] ?? found[2] ?? '') : null
}

const patterns = new Map<string, RegExp>()

function attributePattern(name: string): RegExp {
  const known = patterns.get(name)
  if (known) return known
  const pattern = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, pattern)
  return pattern
}
