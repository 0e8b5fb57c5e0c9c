import type { Words } from '#core/questions/questionnaire'
import { keepCompounds } from './compounds.ts'
import type { Dictionary } from './dictionary.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

export type Language = 'vi' | 'en'

/** The language every citizen begins with. */
export const FIRST_LANGUAGE: Language = 'vi'

/** The kiosk's own words in that language, compounds kept together. */
export const dictionaries: Readonly<Record<Language, Dictionary>> = { vi: withCompounds(vi), en }

function withCompounds(dictionary: Dictionary): Dictionary {
  const words = { ...dictionary }
  for (const [key, text] of Object.entries<string>({ ...dictionary }))
    Object.assign(words, { [key]: keepCompounds(text) })
  return words
}

/** Words of the setup in that language; Vietnamese where the other is missing. */
export function inLanguage(words: Words, language: Language): string {
  return language === 'en' && words.en !== '' ? words.en : keepCompounds(words.vi)
}
