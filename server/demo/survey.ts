import { addDays, quarterOf, rangeOfKey } from '#core/time/period'
import type { Questionnaire } from '#core/questions/questionnaire'
import { OVERALL } from '#core/questions/questionnaire'
import type { Chance } from './chance.ts'
import { workingDays } from './calendar.ts'
import type { DemoOffice } from './offices.ts'
import type { DemoRating } from './ratings.ts'
import { idAt } from './ratings.ts'

/** A version of a questionnaire as it is stored. */
export interface SurveyForm {
  readonly id: number
  readonly reference: string
  readonly shape: Questionnaire
}

/** The form that the demonstration's office hands out besides its kiosks. */
export const SURVEY_FORM = 'sipas-dvhcc-16@1'

interface SurveyRound {
  readonly office: DemoOffice
  readonly form: SurveyForm
  /** The first and the last day of the demonstration. */
  readonly span: { readonly from: string; readonly to: string }
}

/** Forms that come back in a quarter. */
const FORMS_A_QUARTER = 140
/** Few have sent a petition; the others have no opinion on how it was handled. */
const PETITIONERS = 0.3

/** How far each factor lies above or below 88 %; what people struggle with is to hear of their petitions. */
const better: Readonly<Record<string, number>> = { 'tiep-can': 0.02, tthc: -0.01, 'cong-chuc': 0.05, 'phan-anh': -0.14 }

/** Paper forms of the last two quarters that are over, each with its month: the later one went a little better. */
export function surveyOf(
  { office, form, span }: SurveyRound,
  chance: Chance,
): ReadonlyMap<string, readonly DemoRating[]> {
  const last = rangeOfKey(quarterOf(addDays(startOfQuarter(span.to), -1)))
  const before = last && rangeOfKey(quarterOf(addDays(last.from, -1)))
  const forms = new Map<string, readonly DemoRating[]>()
  for (const [quarter, gained] of [[before, 0] as const, [last, 0.03] as const]) {
    if (quarter === null || quarter.from < span.from) continue
    const [day = quarter.to] = workingDays(addDays(quarter.to, -WEEKS), quarter.to)
    forms.set(
      day,
      Array.from({ length: FORMS_A_QUARTER }, () => paperOf({ office, form, day, gained }, chance)),
    )
  }
  return forms
}

/** The forms are handed out in the last weeks of a quarter, and dated by the first of them. */
const WEEKS = 21
const startOfQuarter = (day: string): string => rangeOfKey(quarterOf(day))?.from ?? day

interface PaperForm extends Omit<SurveyRound, 'span'> {
  readonly day: string
  readonly gained: number
}

function paperOf({ office, form, day, gained }: PaperForm, chance: Chance): DemoRating {
  const isPetitioner = chance.happens(PETITIONERS)
  const answers = form.shape.criteria.map(({ code, factor = OVERALL }, at): [string, number | null] => {
    const share = 0.88 + (better[factor] ?? 0) + gained - (at % 3) * 0.02
    if (factor === 'phan-anh' && !isPetitioner) return [code, null]
    return [code, levelWith(share, chance)]
  })
  return {
    kiosk: null,
    response: {
      unitId: office.unitId,
      assignmentId: null,
      areaId: 0,
      procedureId: 0,
      questionnaireId: form.id,
      comment: null,
      dueDay: null,
      record: {
        id: idAt(day, false, chance),
        assignment: null,
        seq: null,
        counter: 0,
        area: null,
        procedure: null,
        stage: 'result',
        channel: 'paper',
        questionnaire: form.reference,
        localDate: day,
        halfDay: 0,
        language: 'vi',
        assisted: false,
        uncertainTime: false,
        dwellBucket: null,
        gapBucket: null,
        reasons: null,
        answers,
      },
    },
  }
}

function levelWith(share: number, chance: Chance): number {
  if (chance.happens(share)) return chance.happens(0.45) ? 5 : 4
  return Number(chance.weighted({ 1: 8, 2: 27, 3: 65 }))
}
