import { civilDate } from '../time/civil-time.ts'
import { countText, dateText } from '../words/format.ts'

/** How many ratings a device took on one civil day, and how many of them were quick repeats: less than 15 s apart. */
export interface DeviceDay {
  readonly day: string
  readonly ratings: number
  readonly quick: number
}

/**
 * Quick repeats in a day up to which nothing is said. Families answer one after the other and children play, a few times
 * a day; whoever is served next needs minutes.
 */
export const MOST_QUICK_REPEATS = 20

/**
 * Ratings of one device in a day up to which nothing is said: eight hours with a visitor a minute are 480, and a
 * transaction at a counter takes longer than a minute.
 */
export const MOST_RATINGS = 500

const DAY_MS = 86_400_000
/** For how long staff are told of such a day. */
const TOLD_DAYS = 30

/** Whether a civil day is near enough to `nowMs` to be told of; one that is still to come was dated by a wrong clock. */
export const isToldOf = (day: string, nowMs: number): boolean =>
  day >= civilDate(nowMs - TOLD_DAYS * DAY_MS) && day <= civilDate(nowMs)

/**
 * What the devices page and the doctor say of such a day.
 *
 * @param of all ratings of the day, `count` of them quick repeats
 */
export function quickRepeatWords({ day, count, of }: { day: string; count: number; of: number }): string {
  const quick = `${countText(count)} lượt cách nhau dưới 15 giây`
  const date = dateText(day).slice(0, 5)
  return of > MOST_RATINGS
    ? `${countText(of)} lượt trong ngày ${date}, nhiều hơn một quầy thường phục vụ được; ${quick}`
    : `${quick} trong ngày ${date} (cả ngày ${countText(of)} lượt)`
}
