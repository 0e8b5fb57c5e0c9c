import type { Stage } from '../questions/questionnaire.ts'
import type { Operator } from '../statistics/target.ts'

/** Answers with a level and how many of them are satisfied: whole numbers. */
export interface Answers {
  readonly answered: number
  readonly satisfied: number
}

/**
 * The answers of a figure as a report may show them; `few`: somebody answered, but too few to print; `hidden`: printing it
 * would tell of others.
 */
export type ShownAnswers = Answers | 'few' | 'hidden'

/** A target as a report speaks of it. */
export interface ReportTarget {
  readonly operator: Operator
  /** 0 to 1. */
  readonly value: number
  /** The document that sets it, as it is called in a sentence. */
  readonly document: string
  /** Where in the document, such as II.2a; null: not said. */
  readonly place: string | null
  /** The year by which it is to be reached; null: it holds in the period itself. */
  readonly milestone: number | null
  /** Where it counts some stages only: those, with their answers; null: it is about the figure itself. */
  readonly part: { readonly stages: readonly Stage[]; readonly answers: ShownAnswers } | null
}

/** Responses by how they came, "không có ý kiến" included. */
export interface ChannelCounts {
  readonly kiosk: number
  readonly qr: number
  readonly web: number
  readonly paper: number
  readonly import: number
}

/** Dossiers whose result was handed over, counted outside this system. */
export interface ReturnedDossiers {
  readonly early: number
  readonly onTime: number
  readonly late: number
  /** Of the late ones those with a written apology; null: nobody said. */
  readonly apologised: number | null
}

/** Phản ánh, kiến nghị. */
export interface HandledPetitions {
  readonly received: number
  readonly answered: number
  /** Of the answered ones. */
  readonly onTime: number
}

/** What was counted in one period. */
export interface PeriodCounts {
  /** Responses, "không có ý kiến" included. */
  readonly received: number
  readonly channels: ChannelCounts
  /** By group of areas; the first is all of them. A group that has no area is left out. */
  readonly groups: ReadonlyMap<string, ShownAnswers>
  readonly dossiers: ReturnedDossiers | null
  readonly petitions: HandledPetitions | null
}

/** A result that somebody else published. */
export interface PublishedResult {
  readonly name: string
  /** As it is printed: `87,30%`. */
  readonly percent: string
  readonly period: string
  readonly source: string
  readonly target: Pick<ReportTarget, 'operator' | 'value'> | null
  /** What is said of it beside its target; empty for nothing. */
  readonly verdict: string
}

/** The facts of one period of one unit from which a paragraph, a table and a bulletin are written. */
export interface ReportFacts {
  readonly office: {
    /** {ĐV}: "UBND phường Đông Hà". */
    readonly authority: string
    /** {TT}: "Trung tâm Phục vụ hành chính công phường Đông Hà". */
    readonly name: string
  }
  readonly period: {
    /** {kỳ}: "quý III năm 2026". */
    readonly words: string
    readonly from: string
    readonly to: string
    readonly hasEnded: boolean
    /** The first day of ratings where it lies within the period; null: the office was in use all the time. */
    readonly began: string | null
  }
  /** The civil date on which the report is written. */
  readonly today: string
  /** The fewest answers that a verdict may rest on. */
  readonly minimumAnswers: number
  /** Ratings on fewer than half of the open days: no verdict on the period. */
  readonly isPartial: boolean
  readonly current: PeriodCounts
  /** From the start of the year to the end of the period; null: nothing was counted. */
  readonly yearToDate: PeriodCounts | null
  /** The same period a year before; null: nothing was counted. */
  readonly lastYear: PeriodCounts | null
  /** The period that this one is compared with; null: there is none. */
  readonly previous: {
    readonly words: string
    readonly answers: ShownAnswers
    /** Whether the same question was asked. */
    readonly isComparable: boolean
  } | null
  /** Targets of the satisfied share by group of areas; two where a plan contradicts itself. */
  readonly targets: ReadonlyMap<string, readonly ReportTarget[]>
  readonly dossierTargets: { readonly timeliness: ReportTarget | null; readonly early: ReportTarget | null }
  /** What people ask to be done better, the most wanted first, as it stands within a sentence. */
  readonly reasons: readonly { readonly words: string; readonly count: number }[]
  readonly published: readonly PublishedResult[]
  /** {việc}: what was done as directed; empty: nothing is said. */
  readonly done: string
}

/** The group whose figures every report gives apart. */
export const LAND_GROUP = 'dat-dai-xay-dung'
/** Below this many answers no share is printed. */
export const SMALLEST_PRINTED = 5
/** Below this many answers of the public's circle no share is read out. */
export const SMALLEST_PUBLISHED = 10
/** Below this coverage a report says that its figures are not of all dossiers. */
export const LOW_COVERAGE = 0.3

/** Dossiers whose result was handed over. */
export const returnedDossiers = ({ early, onTime, late }: ReturnedDossiers): number => early + onTime + late

/** Whether a figure can be printed as a share. */
export const isPrinted = (answers: ShownAnswers | undefined): answers is Answers =>
  typeof answers === 'object' && answers.answered >= SMALLEST_PRINTED

/** Whether nobody chose a level. */
export const isNobody = (answers: ShownAnswers | undefined): boolean =>
  answers === undefined || (typeof answers === 'object' && answers.answered === 0)

/** Answers over dossiers handed over: 0 and more; null where dossiers or answers are not known. */
export function answersPerDossier(answers: ShownAnswers | undefined, dossiers: ReturnedDossiers | null): number | null {
  if (typeof answers !== 'object' || dossiers === null || returnedDossiers(dossiers) === 0) return null
  return answers.answered / returnedDossiers(dossiers)
}
