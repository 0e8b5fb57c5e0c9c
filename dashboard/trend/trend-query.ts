import { sinceFirstDay, trendWindow, usualStep } from './trend-window.ts'
import type { TrendStep, TrendWindow } from './trend-window.ts'

/** The address of the page. */
export const TREND = '/dashboard/xu-huong'

/** What the trend is about: a group that plans set targets for, or one lĩnh vực. */
export interface TrendSubject {
  readonly kind: 'group' | 'area'
  readonly code: string
}

/** What the address asks the page to show. */
export interface TrendQuery {
  readonly step: TrendStep
  readonly subject: TrendSubject
  readonly window: TrendWindow
  /** Whether it is about the part that the UBND settles alone. */
  readonly committee: boolean
}

/** The groups that a kiosk can feed, the whole first. */
export const trendGroups = ['chung', 'dat-dai-xay-dung'] as const

/** The group whose trend stands beside that of the whole, since plans set it a target of its own; null: none. */
export const besideOf = ({ kind, code }: TrendSubject): string | null =>
  kind === 'group' && code === 'chung' ? 'dat-dai-xay-dung' : null

/** Who looks, and when. `areas`: the only ones an officer sees; null for those who see all. */
export interface TrendReader {
  readonly today: string
  readonly areas: readonly string[] | null
  /** The first day with a rating; null when there is none. */
  readonly firstDay: string | null
  /** Whether the part of the UBND alone is asked for, by somebody who may. */
  readonly committee: boolean
}

/** Reads the address; what it does not say, or says wrongly, is: by quarter once there are
 * four of them, else by month; all areas (of an officer the first), up to today. */
export function trendQuery(query: URLSearchParams, { today, areas, firstDay, committee }: TrendReader): TrendQuery {
  const step = stepIn(query) ?? usualStep(firstDay, today)
  const subject = areas === null ? subjectIn(query) : ownSubject(query, areas)
  return { step, subject, window: sinceFirstDay(trendWindow(step, query.get('to'), today), firstDay), committee }
}

const stepIn = (query: URLSearchParams): TrendStep | null => steps.find((step) => step === query.get('by')) ?? null

const steps = ['month', 'quarter'] as const

export interface TrendChoices {
  readonly step?: TrendStep
  readonly subject?: TrendSubject
  /** The last period shown; null is the newest. */
  readonly to?: string | null
}

/** The address of the page with what is given changed and the rest kept. Another step begins at today again. */
export function trendAddress(query: URLSearchParams, { step, subject, to }: TrendChoices): string {
  const changed = new URLSearchParams(query)
  if (step !== undefined) {
    changed.set('by', step)
    changed.delete('to')
  }
  if (subject !== undefined) {
    changed.delete('group')
    changed.delete('area')
    changed.set(subject.kind, subject.code)
  }
  if (to === null) changed.delete('to')
  else if (to !== undefined) changed.set('to', to)
  const text = changed.toString()
  return text === '' ? TREND : `${TREND}?${text}`
}

/** A group holds areas that are not the officer's, so each area is seen by itself. */
function ownSubject(query: URLSearchParams, areas: readonly string[]): TrendSubject {
  const area = query.get('area')
  return { kind: 'area', code: areas.find((code) => code === area) ?? areas[0] ?? 'khac' }
}

function subjectIn(query: URLSearchParams): TrendSubject {
  const area = query.get('area')
  if (area !== null && area !== '') return { kind: 'area', code: area }
  const group = query.get('group')
  return { kind: 'group', code: trendGroups.find((known) => known === group) ?? 'chung' }
}
