import { foldVietnamese } from './slug.ts'

/**
 * Text as it is compared in a search: words of letters and digits without tones and marks, one space between them. "Hoà",
 * "hòa" and "HOA" come out equal, and so do y and i where Vietnamese writes both ("Mỹ", "Mĩ"; "Quý", "Quí").
 */
export function searchWords(text: string): string {
  return foldVietnamese(text)
    .replace(/['’‘ʼ]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/(?<=[bcdfghklmnprstvx]|qu)y\b/g, 'i')
    .trim()
}

/** How a name answers a search, the better the smaller; null when it does not. */
export type Rank = number | null

/**
 * How well a name fits what was typed: 0 the whole name, 1 its beginning, 2 the beginning of a later word. Spaces may be
 * left out or put in ("Ea Kao", "eakao"). Both texts are given as `searchWords` writes them.
 */
export function rankOf(typed: string, name: string): Rank {
  const wanted = typed.replaceAll(' ', '')
  const whole = name.replaceAll(' ', '')
  if (wanted === '') return null
  if (wanted === whole) return 0
  if (whole.startsWith(wanted)) return 1
  if (!whole.includes(wanted)) return null
  const words = name.split(' ')
  const later = words.some((_, index) => words.slice(index).join('').startsWith(wanted))
  return later ? 2 : null
}
