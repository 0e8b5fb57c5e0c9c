import { dateText } from '#core/words/format'

/** A moment in civil time as the server writes it, `2026-11-20T08:31:07+07:00`, as `08:31, 20/11/2026`. */
export function momentText(moment: string): string {
  return `${moment.slice(11, 16)}, ${dateText(moment)}`
}

/** The same of a moment that is kept to the quarter of an hour only: `khoảng 08:30, 20/11/2026`. */
export const roughMomentText = (moment: string): string => `khoảng ${momentText(moment)}`
