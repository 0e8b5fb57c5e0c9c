/** Words in both languages of the kiosk; Vietnamese is the one that counts. */
export interface Words {
  readonly vi: string
  readonly en: string
}

/** Words without typography: a no-break space keeps a compound on one line and is no other word. */
export function plainWords({ vi }: Words): string {
  return vi.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** Where in the handling of a dossier a citizen is asked: nộp hồ sơ, nhận kết quả, hỏi – hướng dẫn. */
export const stages = ['submit', 'result', 'inquiry'] as const
export type Stage = (typeof stages)[number]

/** Whether the text is the code of a stage. */
export const isStage = (text: string): text is Stage => stages.some((stage) => stage === text)

/** One answer of a criterion, with points where the form scores it. */
export interface Option extends Words {
  readonly points?: number | undefined
  /** Instead of points of its own: the criterion whose points this answer leaves standing (TT 01/2018 Đ13.7). */
  readonly pointsOf?: string | undefined
}

/** Tiêu chí: one question with its options from worst to best; option i is level i + 1. */
export interface Criterion {
  readonly code: string
  /** The yếu tố it belongs to, among the factors of its form. */
  readonly factor?: string | undefined
  /** The question as asked at each stage; `any` where the stage is unknown. A noun where the form has a stem. */
  readonly question: Readonly<Record<Stage | 'any', Words>>
  readonly options: readonly Option[]
}

/** Yếu tố: criteria that a form puts under one heading. */
export interface Factor {
  readonly code: string
  readonly name: Words
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
  /** What is asked of every criterion that is named by a noun alone. */
  readonly stem?: Words | undefined
  readonly factors?: readonly Factor[] | undefined
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
