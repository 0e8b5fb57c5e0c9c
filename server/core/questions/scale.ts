import type { Words } from './questionnaire.ts'
import { plainWords } from './questionnaire.ts'

/** Mức: 1 is the worst answer on the five-level scale, 5 the best. */
export type Level = 1 | 2 | 3 | 4 | 5

/** The words of levels 1 to 5, worst first, always in this order and wording; level l is at index l - 1. */
export const levelWords: readonly Words[] = [
  { vi: 'Rất không hài lòng', en: 'Very dissatisfied' },
  { vi: 'Không hài lòng', en: 'Dissatisfied' },
  { vi: 'Bình thường', en: 'Neutral' },
  { vi: 'Hài lòng', en: 'Satisfied' },
  { vi: 'Rất hài lòng', en: 'Very satisfied' },
]

/** Whether these are the five levels of satisfaction, by their Vietnamese words; a satisfied share is of no other answers. */
export function isSatisfactionScale(options: readonly Words[]): boolean {
  return options.map(plainWords).join('|') === levelWords.map(plainWords).join('|')
}

/** Whether the value is a level of a criterion with that many options: a whole number from 1 to `optionCount`. */
export function isLevel(value: number, optionCount: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= optionCount
}
