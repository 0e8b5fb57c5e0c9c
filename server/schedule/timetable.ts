import { Cron } from 'croner'
import { CIVIL_OFFSET_MINUTES } from '#core/time/civil-time'

/**
 * The moments of a cron pattern in the civil time of Vietnam.
 * @returns a function that gives the newest of them that is not after `now`, in milliseconds since the epoch
 */
export function timetable(pattern: string): (now: number) => number {
  const cron = new Cron(pattern, { paused: true, utcOffset: CIVIL_OFFSET_MINUTES })
  return (now) => {
    // It looks for the moments before a second, that one excluded.
    const [latest] = cron.previousRuns(1, new Date(Math.floor(now / 1000) * 1000 + 1000))
    if (!latest) throw new Error(`the pattern ${pattern} never comes`)
    return latest.getTime()
  }
}

export const EVERY_MINUTE = '* * * * *'
export const EVERY_QUARTER_OF_AN_HOUR = '*/15 * * * *'

/** @param minute after midnight */
export const daily = (minute: number): string => `${minute % 60} ${Math.floor(minute / 60)} * * *`
