import type { CountProblem } from './count-problems.ts'
import { problemsOf } from './count-problems.ts'

/** Hồ sơ of one month and area; null: not entered ("chưa nhập"), never 0. */
export interface EnteredDossiers {
  /** Tiếp nhận in the month. */
  readonly received: number | null
  /** Trả trước hạn, trả đúng hạn, trả quá hạn: entered together or not at all. */
  readonly early: number | null
  readonly onTime: number | null
  readonly late: number | null
  /** Of the late ones those that were apologised for in writing. */
  readonly apologised: number | null
}

/** What the State's portal counts of a unit and month (QĐ 766/QĐ-TTg); null: not entered. */
export interface PortalCounts {
  readonly dossiers: number | null
  /** Of them those neither rated "không hài lòng", nor with a petition about them, nor overdue. */
  readonly untroubled: number | null
  /** Phản ánh, kiến nghị: received, and of them answered, and of them in time. */
  readonly petitions: number | null
  readonly answered: number | null
  readonly onTime: number | null
}

export const dossierFields = ['received', 'early', 'onTime', 'late', 'apologised'] as const
export type DossierField = (typeof dossierFields)[number]
export const portalFields = ['dossiers', 'untroubled', 'petitions', 'answered', 'onTime'] as const
export type PortalField = (typeof portalFields)[number]

export const noDossiers: EnteredDossiers = { received: null, early: null, onTime: null, late: null, apologised: null }
export const noPortalCounts: PortalCounts = {
  dossiers: null,
  untroubled: null,
  petitions: null,
  answered: null,
  onTime: null,
}

/** Whether anything was entered. */
export const hasDossiers = (counts: EnteredDossiers): boolean => dossierFields.some((field) => counts[field] !== null)
export const hasPortalCounts = (counts: PortalCounts): boolean => portalFields.some((field) => counts[field] !== null)

/** Đã trả: handed over early, on time or late; null while that is not entered. */
export function returnedCount({ early, onTime, late }: EnteredDossiers): number | null {
  return early === null || onTime === null || late === null ? null : early + onTime + late
}

/** Adds counts of several months, areas or units; a number that one of them lacks is lacking in the sum. */
export function sumDossiers(all: readonly EnteredDossiers[]): EnteredDossiers {
  const sum = (field: DossierField): number | null => sumOf(all.map((counts) => counts[field]))
  return {
    received: sum('received'),
    early: sum('early'),
    onTime: sum('onTime'),
    late: sum('late'),
    apologised: sum('apologised'),
  }
}

/** The same of what the portal counts. */
export function sumPortal(all: readonly PortalCounts[]): PortalCounts {
  const sum = (field: PortalField): number | null => sumOf(all.map((counts) => counts[field]))
  return {
    dossiers: sum('dossiers'),
    untroubled: sum('untroubled'),
    petitions: sum('petitions'),
    answered: sum('answered'),
    onTime: sum('onTime'),
  }
}

function sumOf(counts: readonly (number | null)[]): number | null {
  if (counts.length === 0) return null
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0)
}

/** Shares of the dossiers that were returned, each 0 to 1 and not rounded; null without any, or while not entered. */
export interface DossierShares {
  /** Trước hạn và đúng hạn ÷ đã trả. */
  readonly timely: number | null
  readonly early: number | null
  readonly onTime: number | null
  readonly late: number | null
  /** Đã xin lỗi bằng văn bản ÷ quá hạn. */
  readonly apologised: number | null
}

export function sharesOf(counts: EnteredDossiers): DossierShares {
  const { early, onTime, late, apologised } = counts
  const returned = returnedCount(counts)
  const timely = early === null || onTime === null ? null : early + onTime
  return {
    timely: ratio(timely, returned),
    early: ratio(early, returned),
    onTime: ratio(onTime, returned),
    late: ratio(late, returned),
    apologised: ratio(apologised, late),
  }
}

/** A part of a whole, 0 to 1; null where one of them is not known or there is no whole ("không có dữ liệu"). */
export function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole
}

/** Three numbers make up what was returned, and nobody is apologised to for a dossier that was not late. */
export function dossierProblems(counts: EnteredDossiers): readonly CountProblem<DossierField>[] {
  return problemsOf(counts, { together: [['early', 'onTime', 'late']], parts: [['apologised', 'late']] })
}

export function portalProblems(counts: PortalCounts): readonly CountProblem<PortalField>[] {
  return problemsOf(counts, {
    together: [
      ['dossiers', 'untroubled'],
      ['petitions', 'answered', 'onTime'],
    ],
    parts: [
      ['untroubled', 'dossiers'],
      ['answered', 'petitions'],
      ['onTime', 'answered'],
    ],
  })
}
