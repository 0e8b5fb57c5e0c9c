import { FileProblem } from '../file-problem.ts'
import type { HeaderScore, RowSource, SheetCell, SourceRow } from '../row-source.ts'
import { emptyCell, HEADER_WITHIN, isEmptyText, trimmedCells } from '../row-source.ts'
import { cutRecord, LONGEST_RECORD } from './cut.ts'
import type { BytesOf, TextPiece } from './text-pieces.ts'
import { textPieces } from './text-pieces.ts'

/** Names are full of commas, so that of equals the delimiter counts that is rarer in words. */
const usualDelimiters = ['\t', ';', '|', ','] as const

/** Characters in which a header is looked for. */
const HEAD_CHARACTERS = 1 << 20

/** `sep=;` in the first line, which Excel takes for itself and other programs for a row. */
const separatorLine = /^"?sep=([^\p{L}\p{N}"\r\n])"?[,;|\t]*$/iu

/**
 * Looks a CSV file through to its end, so that a fault on its last page is known before the first row is stored.
 * @param score tells which delimiter makes the best header
 * @throws FileProblem not_utf8
 */
export async function openCsv(name: string, bytes: BytesOf, score: HeaderScore): Promise<RowSource> {
  let text = ''
  for await (const { chunk } of textPieces(name, bytes)) if (text.length < HEAD_CHARACTERS) text += chunk
  const said = separatorIn(text)
  const candidates = said === null ? usualDelimiters : [said]
  const read = candidates.map((delimiter) => {
    const head = headOf(text, delimiter)
    return { delimiter, head, score: score(head), width: widthOf(head) }
  })
  read.sort((one, other) => other.score - one.score || other.width - one.width)
  const [best] = read
  if (!best) throw new FileProblem('empty_file', '', `${name} is empty`)
  return {
    head: best.head,
    sheet: null,
    rows: () => rowsOf(textPieces(name, bytes), best.delimiter),
    mixedColumns: () => new Map(),
  }
}

function separatorIn(text: string): string | null {
  const start = text.search(/[^\r\n]/)
  const line = start === -1 ? '' : (text.slice(start).split(/[\r\n]/, 1)[0] ?? '')
  return separatorLine.exec(line)?.[1] ?? null
}

/** The first rows under a delimiter; what stands after them is not cut. */
function headOf(text: string, delimiter: string): readonly SourceRow[] {
  const cutter = rowCutter(delimiter)
  const head: SourceRow[] = []
  for (const row of cutter({ chunk: text, final: true })) {
    head.push(row)
    if (head.length === HEADER_WITHIN) break
  }
  return head
}

const widthOf = (head: readonly SourceRow[]): number => Math.max(0, ...head.map(({ cells }) => cells?.length ?? 0))

async function* rowsOf(pieces: AsyncIterable<TextPiece>, delimiter: string): AsyncGenerator<readonly SourceRow[]> {
  const cutter = rowCutter(delimiter)
  for await (const piece of pieces) yield [...cutter(piece)]
}

/** Cuts a text that comes in pieces; blank rows, rows of delimiters alone and the line `sep=` are no rows. */
function rowCutter(delimiter: string): (piece: TextPiece) => Generator<SourceRow> {
  const nothing = new RegExp(
    `^[\\s"\\u00AD\\u200B-\\u200F\\u2060\\uFEFF${delimiter.replace(/[\\\]^-]/g, '\\$&')}]*$`,
    'u',
  )
  let rest = ''
  let line = 1
  let isFirst = true
  let skipping = false
  return function* ({ chunk, final }) {
    let text = rest + chunk
    let at = 0
    if (skipping) {
      const end = text.search(/[\r\n]/)
      skipping = end === -1
      at = end === -1 ? text.length : end
    }
    while (at < text.length) {
      const sign = text.charCodeAt(at)
      // Many blank lines are passed over one sign at a time.
      if ((sign === LINE_FEED || sign === CARRIAGE_RETURN) && (final || at + 1 < text.length)) {
        if (sign === LINE_FEED || text.charCodeAt(at + 1) !== LINE_FEED) line += 1
        at += 1
        continue
      }
      const cut = cutRecord(text, at, { delimiters: delimiter, final })
      if (!cut && text.length - at > LONGEST_RECORD) {
        // A line without an end is told once and left out, so that it is never looked through again.
        yield { line, text: text.slice(at, at + SHOWN), cells: null }
        skipping = true
        text = ''
        at = 0
        break
      }
      if (!cut) break
      const begun = line
      line += 1 + lineEndsIn(cut.text)
      at = cut.next
      if (nothing.test(cut.text)) continue
      const isSeparator = isFirst && separatorLine.test(cut.text)
      isFirst = false
      if (isSeparator) continue
      const cells = cut.kind === 'record' ? cellsOf(cut.cells) : null
      yield { line: begun, text: cut.text, cells }
    }
    rest = text.slice(at)
  }
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** Characters kept of a line that never ends. */
const SHOWN = 200

const cellsOf = (texts: readonly string[]): readonly SheetCell[] | null =>
  trimmedCells(texts.map((text) => (isEmptyText(text) ? emptyCell : { text, kind: 'text' as const, moment: null })))

function lineEndsIn(text: string): number {
  return text.includes('\n') || text.includes('\r') ? text.split(/\r\n?|\n/).length - 1 : 0
}
