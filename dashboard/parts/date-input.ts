const typed = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/
/** As it comes from a keypad of digits alone. */
const digits = /^(\d{2})()(\d{2})(\d{4})$/
/** What is before is a slip of the finger. */
const FIRST_YEAR = 1900

/**
 * A date as an officer types it, the day first (`5/12/2026`, `05-12-2026`, `05.12.2026`, `05122026`), as `YYYY-MM-DD`.
 *
 * @returns null when it is no day of the calendar, or its year has not four digits.
 */
export function dateTyped(text: string): string | null {
  const match = shapeOf(text)
  if (match === null) return null
  const [, day = '', , month = '', year = ''] = match
  if (Number(year) < FIRST_YEAR) return null
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  // The 31st of a shorter month becomes a day of the next one.
  const isDay = moment.getUTCMonth() === Number(month) - 1 && moment.getUTCDate() === Number(day)
  return isDay ? moment.toISOString().slice(0, 10) : null
}

/** How a date is asked for. */
export const DATE_ASKED = 'Mời nhập ngày như 05/12/2026.'

/** What to say of a text that is no date; undefined of a date, and of nothing. */
export function dateProblem(text: string): string | undefined {
  if (text.trim() === '' || dateTyped(text) !== null) return undefined
  return shapeOf(text) === null ? DATE_ASKED : `Không có ngày ${text.trim()} trong lịch.`
}

const shapeOf = (text: string): RegExpExecArray | null => typed.exec(text.trim()) ?? digits.exec(text.trim())
