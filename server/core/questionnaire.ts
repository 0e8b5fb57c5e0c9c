/** Words in both languages of the kiosk; Vietnamese is the one that counts. */
export interface Words {
  readonly vi: string
  readonly en: string
}

/** Where in the handling of a dossier a citizen is asked: nộp hồ sơ, nhận kết quả, hỏi – hướng dẫn. */
export const stages = ['submit', 'result', 'inquiry'] as const
export type Stage = (typeof stages)[number]

/** Tiêu chí: one question with its options from worst to best; option i is level i + 1. */
export interface Criterion {
  readonly code: string
  /** The question as asked at each stage; `any` where the stage is unknown. */
  readonly question: Readonly<Record<Stage | 'any', Words>>
  readonly options: readonly Words[]
}

/** "Cần làm tốt hơn điều gì?": the same list whatever level was given. */
export interface Reasons {
  readonly question: Words
  readonly options: readonly { readonly code: string; readonly label: Words }[]
}

/** One immutable version of a questionnaire; its reference is `<code>@<version>`. */
export interface Questionnaire {
  readonly code: string
  readonly version: number
  readonly name: Words
  /** Versions whose `overall` may be summed share this key; others are never put on one line. */
  readonly comparable: string
  readonly criteria: readonly Criterion[]
  readonly reasons: Reasons | null
}

/** The criterion that the satisfied share is about unless another is asked for. */
export const OVERALL = 'overall'

/** `quay-nhanh@1`: how responses, mappings and exports name a version. */
export function questionnaireReference(questionnaire: Pick<Questionnaire, 'code' | 'version'>): string {
  return `${questionnaire.code}@${questionnaire.version}`
}

/** The comparable key of the office's own five-level question; targets of plans are about it. */
export const OFFICE_MEASURE = 'hai-long'
