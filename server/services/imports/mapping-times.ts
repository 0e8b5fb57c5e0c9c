import type { ImportMapping } from '#contract/mapping'
import { cleanText } from '#core/text/clean-text'
import type { ReadMoment } from '../../files/civil-format.ts'
import { momentReader, momentWriter, splitFormat } from '../../files/civil-format.ts'
import type { CivilMoment } from '../../files/civil-moment.ts'
import { plausibleMoment } from '../../files/civil-moment.ts'
import { FileProblem } from '../../files/file-problem.ts'
import type { WriteMoment } from '../../files/row-file.ts'

/** How a mapping reads and writes times. */
export interface MappedTimes {
  /** The columns that hold them, each with how a date in it is written; the time of the day is the second of two. */
  readonly columns: ReadonlyMap<string, WriteMoment>
  /** How a date in another column is written. */
  readonly write: WriteMoment
  /** Reads a clean text; of two columns the date, a blank and the time. */
  readonly read: ReadMoment
  /** Whether a clean text is a date, whatever its time. */
  readonly readsDate: (text: string) => boolean
  /** The moment of all rows, where the mapping says one. */
  readonly value: CivilMoment | null
}

/** Formats of a `value` that has none of its own: no other order of the same digits is a date. */
const isoFormats = [
  'yyyy-MM-dd',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-ddTHH:mm',
  'yyyy-MM-ddTHH:mm:ss',
] as const

/** @throws FileProblem bad_format, bad_time */
export function mappedTimes({ time }: ImportMapping): MappedTimes {
  if ('value' in time) return constantTime(time)
  const read = orSerial(momentReader(time.format, 'time.format'))
  const write = momentWriter(time.format)
  if ('column' in time) {
    const readsDate = (text: string): boolean => read(text) !== null
    return { columns: new Map([[time.column, write]]), write, read, readsDate, value: null }
  }
  const parts = splitFormat(time.format, 'time.format')
  const [dateColumn, timeColumn] = time.columns
  const readDate = orSerial(momentReader(parts.date, 'time.format'))
  return {
    columns: new Map([
      [dateColumn, momentWriter(parts.date)],
      [timeColumn, momentWriter(parts.time)],
    ]),
    write,
    read: orSerial(momentReader(`${parts.date} ${parts.time}`, 'time.format')),
    readsDate: (text) => readDate(text) !== null,
    value: null,
  }
}

function constantTime({
  value,
  format,
}: {
  readonly value: string
  readonly format?: string | undefined
}): MappedTimes {
  const formats = format === undefined ? isoFormats : [format]
  const readers = formats.map((each) => momentReader(each, 'time.format'))
  const read = (text: string): CivilMoment | null => {
    for (const reader of readers) {
      const moment = reader(text)
      if (moment) return moment
    }
    return null
  }
  const moment = read(cleanText(value))
  const wanted = format ?? 'yyyy-MM-dd or yyyy-MM-dd HH:mm'
  if (!moment) throw new FileProblem('bad_time', 'time.value', `"${value}" is not written as ${wanted}`)
  return {
    columns: new Map(),
    write: momentWriter(format ?? 'yyyy-MM-dd HH:mm:ss'),
    read,
    readsDate: () => false,
    value: moment,
  }
}

/** A number that a spreadsheet shows as a date, where nobody gave it the look of one: `46082.4035`, in two cells too. */
const serial = /^(\d{5})(?: ?0?[.,](\d+))?$/

const orSerial =
  (read: ReadMoment): ReadMoment =>
  (text) => {
    const moment = read(text)
    const found = moment ? null : serial.exec(text)
    return found ? plausibleMoment(Number(`${found[1]}.${found[2] ?? '0'}`)) : moment
  }
