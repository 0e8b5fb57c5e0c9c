import { cleanText } from '#core/text/clean-text'
import { CIVIL_OFFSET_MINUTES } from '#core/time/civil-time'
import { isCivilDate } from '#core/time/period'
import type { CivilMoment } from './civil-moment.ts'
import { DAY_SECONDS, momentAfter } from './civil-moment.ts'
import { FileProblem } from './file-problem.ts'

/** @returns null when the text is not a moment in this format */
export type ReadMoment = (text: string) => CivilMoment | null

const zone = '(?<zone>Z|(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d{2})?|GMT|UTC|ICT)'

const tokens: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<year>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  s: '(?<second>\\d{1,2})',
  a: '(?<half>SA|CH|S\\.A\\.?|C\\.H\\.?|AM|PM|A\\.M\\.?|P\\.M\\.?|sáng|chiều|tối)',
  z: zone,
  X: zone,
  XX: zone,
  XXX: zone,
}

/**
 * A reader for times written as the format says: `yyyy yy MM dd HH hh mm ss`, with `M d H h m s` for one digit or two, `a`
 * for SA or CH (AM or PM), `S` for fractions of a second, `X` or `z` for a zone, `T` and signs as they stand, other letters
 * in single quotes. What the format leaves out of the time of day is 0; without a zone it is the civil time of Vietnam.
 *
 * @throws FileProblem bad_format for letters that mean nothing, a token twice, a format without year, month and day, or
 * twelve hours without the half of the day
 */
export function momentReader(format: string, path: string): ReadMoment {
  const pattern = piecesOf(format)
    .map((part) => patternOf(part) ?? literalOf(part, { format, path }))
    .join('')
  const used = [...pattern.matchAll(/\?<(\w+)>/g)].map((match) => match[1])
  const isTwelve = piecesOf(format).some((part) => part.startsWith('h'))
  const lacks = ['year', 'month', 'day', ...(isTwelve ? ['half'] : [])].some((name) => !used.includes(name))
  if (new Set(used).size < used.length || lacks) throw badFormat(format, path)
  const whole = new RegExp(`^${pattern}$`, 'iu')
  return (text) => {
    const found = whole.exec(text)?.groups
    return found ? momentOf(found) : null
  }
}

/** The date and the time of a format, for a file that keeps them in two columns. @throws FileProblem bad_format */
export function splitFormat(format: string, path: string): { readonly date: string; readonly time: string } {
  const parts = piecesOf(format)
  const isToken = (letters: string) => (part: string) => patternOf(part) !== null && letters.includes(part.charAt(0))
  const lastOfDate = parts.findLastIndex(isToken('yMd'))
  const firstOfTime = parts.findIndex(isToken('HhmsSaXz'))
  if (firstOfTime <= lastOfDate) throw badFormat(format, path)
  return { date: parts.slice(0, lastOfDate + 1).join(''), time: parts.slice(firstOfTime).join('') }
}

/** Writes a moment as the format says: how a date cell of a spreadsheet becomes the text that the format reads. */
export function momentWriter(format: string): (moment: CivilMoment) => string {
  const parts = piecesOf(format)
  const fixed = parts
    .map((part) => offsetOf(part.startsWith("'") ? part.slice(1, -1) : ''))
    .find((said) => said !== null)
  return (moment) => {
    const { date, second } = shifted(moment, (fixed ?? CIVIL_OFFSET_MINUTES) - CIVIL_OFFSET_MINUTES)
    const [year = '', month = '', day = ''] = date.split('-')
    const hour = Math.floor(second / 3600)
    const numbers: Readonly<Record<string, number>> = {
      y: Number(year),
      M: Number(month),
      d: Number(day),
      H: hour,
      h: hour % 12 || 12,
      m: Math.floor((second % 3600) / 60),
      s: second % 60,
    }
    const words: Readonly<Record<string, string>> = { a: hour < 12 ? 'SA' : 'CH', z: 'GMT+7' }
    return parts
      .map((part) => {
        if (patternOf(part) === null || part.startsWith("'")) return part.replaceAll("'", '')
        const letter = part.charAt(0)
        const number = numbers[letter]
        if (number !== undefined)
          return String(number)
            .padStart(part.length, '0')
            .slice(part === 'yy' ? -2 : 0)
        return words[letter] ?? (letter === 'S' ? '0'.repeat(part.length) : (offsets[part] ?? ''))
      })
      .join('')
  }
}

const offsets: Readonly<Record<string, string>> = { X: '+07', XX: '+0700', XXX: '+07:00' }

function piecesOf(format: string): readonly string[] {
  return cleanText(format).match(/'[^']*'|([yMdHhmsSaXz])\1*|[^']/gu) ?? []
}

/** A zone in quotes is one too: who writes 'Z' means the time of Greenwich, seven hours behind. */
function patternOf(part: string): string | null {
  if (/^S+$/.test(part)) return '\\d{1,9}'
  const quoted = part.startsWith("'") ? part.slice(1, -1) : ''
  if (offsetOf(quoted) !== null) return `(?<zone>${escaped(quoted)})`
  return tokens[part] ?? null
}

function momentOf({
  year = '',
  month = '',
  day = '',
  hour = '0',
  minute = '0',
  second = '0',
  half,
  zone: said,
}: Record<string, string | undefined>): CivilMoment | null {
  const date = `${year.length === 2 ? `${Number(year) < 70 ? '20' : '19'}${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const hours = hourOfDay(Number(hour), half)
  const [minutes, seconds] = [Number(minute), Number(second)]
  if (!isCivilDate(date) || hours > 23 || minutes > 59 || seconds > 59) return null
  const ofDay = hours * 3600 + minutes * 60 + seconds
  const offset = said === undefined ? CIVIL_OFFSET_MINUTES : (offsetOf(said) ?? CIVIL_OFFSET_MINUTES)
  return shifted({ date, second: ofDay }, CIVIL_OFFSET_MINUTES - offset)
}

function shifted(moment: CivilMoment, minutes: number): CivilMoment {
  if (minutes === 0) return moment
  const day = Date.parse(`${moment.date}T00:00:00Z`) / (DAY_SECONDS * 1000)
  return momentAfter(day, moment.second + minutes * 60)
}

/** 12 SA is midnight, 12 CH is noon; an hour after noon may be written in full. */
function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour
  return (hour % 12) + (/^[sa]/i.test(half) ? 0 : 12)
}

/** Minutes ahead of Greenwich; null for what is no zone. */
function offsetOf(text: string): number | null {
  if (/^ICT$/i.test(text)) return CIVIL_OFFSET_MINUTES
  if (/^(?:Z|GMT|UTC)$/i.test(text)) return 0
  const found = /^(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(text)
  if (!found) return null
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return found[1] === '-' ? -minutes : minutes
}

function literalOf(part: string, { format, path }: { readonly format: string; readonly path: string }): string {
  const text = part.startsWith("'") && part.length > 1 ? part.slice(1, -1) : part
  if (text === part && /[\p{L}']/u.test(part) && part !== 'T') throw badFormat(format, path)
  return escaped(text)
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

const badFormat = (format: string, path: string): FileProblem =>
  new FileProblem(
    'bad_format',
    path,
    `"${format}" is no time format; write it like yyyy-MM-dd HH:mm:ss, d/M/yyyy H:mm or dd/MM/yyyy h:mm a`,
  )
