import { FileProblem } from '../file-problem.ts'

/** The bytes of a file in pieces, as often as they are asked for. */
export type BytesOf = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** A piece of a text; the last one is marked. */
export interface TextPiece {
  readonly chunk: string
  readonly final: boolean
}

/** The text in pieces, the last marked and empty; byte-order marks at its start are left out. @throws FileProblem not_utf8 */
export async function* textPieces(name: string, bytes: BytesOf): AsyncGenerator<TextPiece> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let lines = 1
  let atStart = true
  const decode = (piece?: Uint8Array): string => {
    try {
      const text = decoder.decode(piece, { stream: piece !== undefined })
      if (!text.includes('\0')) return text
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
    throw new FileProblem('not_utf8', { line: lines }, `${name} is not UTF-8 text: save it again as "CSV UTF-8"`)
  }
  for await (const piece of bytes()) {
    const text = decode(piece)
    const chunk = atStart ? text.replace(/^\uFEFF+/, '') : text
    if (chunk !== '') atStart = false
    lines += newLines(chunk)
    yield { chunk, final: false }
  }
  yield { chunk: decode(), final: true }
}

function newLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
