import { COMMITTEE } from '#core/words/answering-offices'

/** The address of the page. */
export const DETAIL = '/dashboard/chi-tiet'

/** What the page is about: one area, one group of them, or all. */
export interface DetailSubject {
  readonly area?: string
  readonly group?: string
  readonly answeredBy?: string
}

/** Reads the address; one area goes before a group, a group before the part of the UBND. */
export function subjectIn(query: URLSearchParams, committee: boolean): DetailSubject {
  const area = query.get('area')
  if (area !== null && area !== '') return { area }
  const group = query.get('group')
  if (group !== null && group !== '') return { group }
  return committee ? { answeredBy: COMMITTEE } : {}
}

/** The address of the page about something else, with unit and period kept. */
export function subjectAddress(query: URLSearchParams, { area, group, answeredBy }: DetailSubject): string {
  const changed = new URLSearchParams(query)
  for (const name of ['area', 'group', 'answeredBy', 'by']) changed.delete(name)
  if (area !== undefined) changed.set('area', area)
  if (group !== undefined) changed.set('group', group)
  if (answeredBy !== undefined) changed.set('answeredBy', answeredBy)
  const text = changed.toString()
  return text === '' ? DETAIL : `${DETAIL}?${text}`
}
