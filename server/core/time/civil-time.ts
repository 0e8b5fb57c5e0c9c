const DAY_MS = 86_400_000
const HALF_DAY_MS = DAY_MS / 2
/** Minutes by which civil time is ahead of UTC: Vietnam keeps +07:00 all year. The zone of the host is never asked. */
export const CIVIL_OFFSET_MINUTES = 7 * 60
const CIVIL_OFFSET_MS = CIVIL_OFFSET_MINUTES * 60_000

/** A moment (milliseconds since 1970-01-01T00:00Z) in the civil time of Vietnam: `2026-11-20T08:31:07+07:00`. */
export function civilTime(epochMs: number): string {
  return `${new Date(epochMs + CIVIL_OFFSET_MS).toISOString().slice(0, 19)}+07:00`
}

/** The same for that time of a day, midnight where none is given. */
export function civilTimeOn(date: string, clock = '00:00:00'): string {
  return `${date}T${clock}+07:00`
}

/** The same as part of a file's name: `20261120-083107`. */
export function civilStamp(epochMs: number): string {
  return civilTime(epochMs).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
}

/** The day in Vietnam at that moment, as `YYYY-MM-DD`. */
export function civilDate(epochMs: number): string {
  return civilTime(epochMs).slice(0, 10)
}

/** The time of the day in Vietnam at that moment: `08:31:07`. */
export function civilClock(epochMs: number): string {
  return civilTime(epochMs).slice(11, 19)
}

/** Seconds since midnight in Vietnam at that moment, 0 to 86 399. */
export function civilSeconds(epochMs: number): number {
  return Math.floor((epochMs - startOfDay(epochMs)) / 1_000)
}

/** Minutes since midnight in Vietnam at that moment, 0 to 1439. */
export function civilMinutes(epochMs: number): number {
  return Math.floor((epochMs - startOfDay(epochMs)) / 60_000)
}

/** 0 before noon in Vietnam at that moment, 1 from noon on. */
export function halfDayOf(epochMs: number): 0 | 1 {
  return startOfHalfDay(epochMs) === startOfDay(epochMs) ? 0 : 1
}

/** The moment when that moment's day began in Vietnam, in milliseconds since 1970. */
export function startOfDay(epochMs: number): number {
  return Math.floor((epochMs + CIVIL_OFFSET_MS) / DAY_MS) * DAY_MS - CIVIL_OFFSET_MS
}

/** The moment when the half-day of that moment began: midnight or noon in Vietnam, in milliseconds since 1970. */
export function startOfHalfDay(epochMs: number): number {
  return Math.floor((epochMs + CIVIL_OFFSET_MS) / HALF_DAY_MS) * HALF_DAY_MS - CIVIL_OFFSET_MS
}
