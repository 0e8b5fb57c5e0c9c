import { storedText } from './stored-text.ts'

/** Signs that take no room and say nothing: zero-width spaces and joiners, marks of direction, byte-order marks, soft hyphens. */
const invisible = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu
const anyInvisible = new RegExp(invisible.source, 'u')

/**
 * What two ways of typing the same words have in common: composed Unicode, every run of white space and line breaks as one
 * blank, none at the ends, and no sign that cannot be seen. For comparing; what a citizen wrote is kept as it was written.
 */
export function cleanText(text: string): string {
  // Most cells are plain: nothing is copied for them.
  const composed = storedText(text)
  const visible = anyInvisible.test(composed) ? composed.replace(invisible, '') : composed
  return visible.replace(/\s+/gu, ' ').trim()
}

/**
 * The text for a person who has to see why it is not what it looks like: odd blanks and invisible signs are named, as
 * `Hài[U+00A0]lòng`; plain blanks and all letters stand as they are.
 */
export function visibleText(text: string): string {
  return text.replace(
    /[^\S \n\r\t]|[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu,
    (sign) => {
      const code = sign.codePointAt(0) ?? 0
      return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
    },
  )
}

/** Composed Unicode with one kind of line end and without blanks around: how words that people wrote are kept. */
export function keptText(text: string): string {
  return storedText(text).replace(/\r\n?/g, '\n').trim()
}
