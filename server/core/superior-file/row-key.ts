import { quarterOf } from '../time/period.ts'

/**
 * What a row says besides the answers, a place each: unit, form, area, month, channel, stage, procedure, reception point,
 * assisted, language, then what a survey asks of the person, if it does. Empty: not said, or given up.
 */
export type RowKey = readonly string[]

/** Where each of them stands. */
export const places = {
  unit: 0,
  questionnaire: 1,
  area: 2,
  month: 3,
  channel: 4,
  stage: 5,
  procedure: 6,
  site: 7,
  assisted: 8,
  language: 9,
  demographics: 10,
} as const

/** What is given up of a row that would stand alone, by the name of its place. */
export type GivenUp = Exclude<keyof typeof places, 'unit' | 'questionnaire'>

/** The area that areas with few rows become. */
export const OTHER_AREA = 'khac'

/** One step: the place, and what comes to stand there. */
export interface GivingUp {
  readonly name: GivenUp
  readonly place: number
  readonly coarser: (value: string) => string
}

const blank = (): string => ''

/**
 * The steps in their order, so that what the superior asks about goes last: area and month. The reception point is finer than
 * anything that is counted for a superior, and goes first. Unit and form stay: answers to other questions are no longer
 * the same.
 */
export function stepsFor(demographics: number): readonly GivingUp[] {
  const ofPerson = Array.from({ length: demographics }, (_, index): GivingUp => {
    return { name: 'demographics', place: places.demographics + index, coarser: blank }
  })
  return [
    ...(['site', 'language', 'assisted', 'procedure', 'stage'] as const).map(blankStep),
    ...ofPerson,
    blankStep('channel'),
    { name: 'month', place: places.month, coarser: quarterOfMonth },
    { name: 'area', place: places.area, coarser: () => OTHER_AREA },
  ]
}

const blankStep = (name: Exclude<GivenUp, 'demographics'>): GivingUp => ({ name, place: places[name], coarser: blank })

const quarterOfMonth = (month: string): string => (month.includes('Q') ? month : quarterOf(`${month}-01`))

/** Whether two rows say the same. */
export const keyText = (key: RowKey): string => key.join('\u0001')
