import { fileText } from '../file-sheet.ts'
import { CELL_CHARACTERS } from './guard.ts'

/**
 * A text for a cell. Beyond the 32,767 characters that a cell can have it is cut, and "…" says so. What looks like the
 * sign of an escape (`_x000D_`) is kept as it is.
 */
export function escapedText(text: string): string {
  const held = cutText(fileText(text))
  return escapedXml(held).replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_')
}

function cutText(text: string): string {
  if (text.length <= CELL_CHARACTERS) return text
  // Not between the halves of a pair.
  return `${text.slice(0, CELL_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** A text within a tag or the quotes of an attribute. */
export function escapedXml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign) : text
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** The letters of a column by its place: 0 is A, 26 is AA. */
export function columnLetters(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26))
  return place < 26 ? letter : `${columnLetters(Math.floor(place / 26) - 1)}${letter}`
}
