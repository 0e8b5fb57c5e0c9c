import { isCivilDate } from '#core/time/period'
import { FileProblem } from './file-problem.ts'

/** A moment as a clock on the wall shows it; no zone, since the files that are imported carry none. */
export interface CivilMoment {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** Seconds since midnight. */
  readonly second: number
}

/** @returns null when the text is not a moment in this format */
export type ReadMoment = (text: string) => CivilMoment | null

const tokens: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  s: '(?<second>\\d{1,2})',
}

/**
 * A reader for times written as the format says: `yyyy MM dd HH mm ss`, with `M d H m s` for one digit or two, `T` and
 * signs as they stand, other letters in single quotes. What the format leaves out of the time of day is 0.
 *
 * @throws FileProblem bad_format for letters that mean nothing, a token twice, or a format without year, month and day
 */
export function momentReader(format: string, path: string): ReadMoment {
  const parts = format.match(/'[^']*'|([yMdHms])\1*|[^']/g) ?? []
  const pattern = parts.map((part) => tokens[part] ?? literalOf(part, { format, path })).join('')
  const used = [...pattern.matchAll(/\?<(\w+)>/g)].map((match) => match[1])
  if (new Set(used).size < used.length || !['year', 'month', 'day'].every((name) => used.includes(name)))
    throw badFormat(format, path)
  const whole = new RegExp(`^${pattern}$`)
  return (text) => {
    const found = whole.exec(text)?.groups
    return found ? momentOf(found) : null
  }
}

/** Writes a moment as the format says: how a date cell of a spreadsheet becomes the text that the format reads. */
export function momentWriter(format: string): (moment: CivilMoment) => string {
  const parts = format.match(/'[^']*'|([yMdHms])\1*|[^']/g) ?? []
  return ({ date, second }) => {
    const [year = '', month = '', day = ''] = date.split('-')
    const [hour, minute] = [Math.floor(second / 3600), Math.floor((second % 3600) / 60)].map(String)
    const values = { y: year, M: month, d: day, H: hour ?? '', m: minute ?? '', s: String(second % 60) } as const
    return parts.map((part) => (part in tokens ? written(part, values) : part.replaceAll("'", ''))).join('')
  }
}

function written(token: string, values: Readonly<Record<string, string>>): string {
  return String(Number(values[token.charAt(0)])).padStart(token.length, '0')
}

function momentOf({
  year,
  month,
  day,
  hour = '0',
  minute = '0',
  second = '0',
}: Record<string, string | undefined>): CivilMoment | null {
  const date = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)]
  if (!isCivilDate(date) || hours > 23 || minutes > 59 || seconds > 59) return null
  return { date, second: hours * 3600 + minutes * 60 + seconds }
}

function literalOf(part: string, { format, path }: { readonly format: string; readonly path: string }): string {
  const text = part.startsWith("'") && part.length > 1 ? part.slice(1, -1) : part
  if (text === part && /[\p{L}']/u.test(part) && part !== 'T') throw badFormat(format, path)
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

const badFormat = (format: string, path: string): FileProblem =>
  new FileProblem(
    'bad_format',
    path,
    `"${format}" is no time format; write it like yyyy-MM-dd HH:mm:ss or d/M/yyyy H:mm`,
  )
