/** A moment as a clock on a wall in Vietnam shows it. */
export interface CivilMoment {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** Seconds since midnight. */
  readonly second: number
}

export const DAY_SECONDS = 86_400
/** Day 0 of a spreadsheet's usual calendar, 30 December 1899, in days since 1970. */
const EPOCH_DAY = -25_569
const FIRST_MS = Date.UTC(1, 0, 1)
const LAST_MS = Date.UTC(9999, 11, 31)

/** Serial numbers of 1 January 2000 and 31 December 2099, between which a bare number may be a date. */
const PLAUSIBLE = { from: 36_526, to: 73_050 } as const

/** A moment so many seconds after midnight of a day, which may lie on another day. @param day since 1970 */
export function momentAfter(day: number, seconds: number): CivilMoment {
  const whole = Math.floor(seconds / DAY_SECONDS)
  const date = new Date((day + whole) * DAY_SECONDS * 1000)
  const isKnown = date.getTime() >= FIRST_MS && date.getTime() <= LAST_MS
  return { date: isKnown ? date.toISOString().slice(0, 10) : '0000-00-00', second: seconds - whole * DAY_SECONDS }
}

/**
 * What a spreadsheet means by a number that it shows as a date; fractions of a day come out a little beside the second.
 * @param epochDays by how many days the workbook's calendar begins later than 30 December 1899
 */
export function serialMoment(serial: number, epochDays = 0): CivilMoment {
  return momentAfter(EPOCH_DAY + epochDays, Math.round(serial * DAY_SECONDS))
}

/** A number that may be a date of this century, or the time of a day; else null. */
export function plausibleMoment(serial: number, epochDays = 0): CivilMoment | null {
  const isDate = serial + epochDays >= PLAUSIBLE.from && serial + epochDays < PLAUSIBLE.to
  return isDate || (serial > 0 && serial < 1) ? serialMoment(serial, epochDays) : null
}

/** `2026-03-01`, with the time of the day where it is not midnight. */
export function isoText({ date, second }: CivilMoment): string {
  return second === 0 ? date : `${date} ${new Date(second * 1000).toISOString().slice(11, 19)}`
}
