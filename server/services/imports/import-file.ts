import type { Actor } from '#core/ledger/actor'
import { actingAt } from '#core/ledger/actor'
import { basename } from 'node:path'
import type { ImportIssue, ImportMapping, ImportReport, ImportWarning } from '#contract/mapping'
import type { CoveredPeriod, NewRatings, TouchedPeriod } from '#core/editions/touched-periods'
import { touchedPeriods } from '#core/editions/touched-periods'
import { countText, dateText } from '#core/words/format'
import { periodWords } from '#core/words/periods'
import { civilDate, civilSeconds } from '#core/time/civil-time'
import { cleanText } from '#core/text/clean-text'
import { doubtOf } from '#core/time/clock-doubt'
import { definedOnly } from '#core/text/defined-only'
import type { CivilMoment } from '../../files/civil-moment.ts'
import { FileProblem } from '../../files/file-problem.ts'
import { hashOfFile } from '../../files/file-hash.ts'
import { openRows } from '../../files/open-rows.ts'
import type { MixedDates, RowFile } from '../../files/row-file.ts'
import type { ImportRow } from '../../store/imports/import-row.ts'
import type { ImportStores } from '../../store/imports/import-stores.ts'
import type { FileRefusal } from './file-refusal.ts'
import { refusalOf } from './file-refusal.ts'
import { parentOf, questionnaireFor, unknownConstant, withKnownNames } from './import-names.ts'
import type { ImportProgress, ImportWork } from './import-rows.ts'
import { importRows } from './import-rows.ts'
import { SHOWN_ISSUES } from './issue-list.ts'
import { columnsOf } from './mapping-check.ts'
import { mappedTimes } from './mapping-times.ts'
import { createRowMapper } from './row-mapper.ts'

export interface ImportOrder {
  /** Path of a CSV or XLSX file that is there. */
  readonly file: string
  /** Of the file, as `openImport` gave them. */
  readonly rows: RowFile
  readonly mapping: ImportMapping
  /** Nothing is stored. */
  readonly dryRun: boolean
  /** Periods whose figures were closed. */
  readonly closed: readonly CoveredPeriod[]
  /** Rows of closed periods are stored all the same: somebody is going to amend those. */
  readonly intoClosed: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Whom the audit names. */
  readonly actor: Actor
}

/** The report of an import, or why the file was not taken. */
export type ImportResult = { readonly report: ImportReport } | { readonly refusal: FileRefusal }

/** Opens the file of an import, which needs no database: a wrong file is to be told before one is made. */
export async function openImport(
  file: string,
  mapping: ImportMapping,
): Promise<{ readonly rows: RowFile } | { readonly refusal: FileRefusal }> {
  try {
    const { columns, write, readsDate } = mappedTimes(mapping)
    const options = {
      wanted: columnsOf(mapping),
      times: columns,
      writeMoment: write,
      sheet: mapping.sheet ?? null,
      readsAsTime: (text: string) => readsDate(cleanText(text)),
    }
    return { rows: await openRows(file, options) }
  } catch (error) {
    return { refusal: refusalOf(error) }
  }
}

/**
 * Makes responses of a file that others wrote. What can be wrong with the whole is checked before the first row is
 * stored; a row that cannot be taken is an issue of the report and stops no other.
 * @throws when the disk or the database fails
 */
export async function importFile(
  order: ImportOrder,
  stores: ImportStores,
  progress: ImportProgress,
): Promise<ImportResult> {
  const issues: ImportIssue[] = []
  const issue = (found: ImportIssue): void => {
    if (issues.length < SHOWN_ISSUES) issues.push(found)
    progress.issue(found)
  }
  try {
    const { rows, mapping, dryRun, now } = order
    if (!dryRun && (await isTimeUncertain(now, stores))) return { refusal: uncertainTime }
    const isAccepted = dryRun || ('mixed' in mapping.time && mapping.time.mixed === true)
    if (!isAccepted) refuseMixedDates(rows)
    const touched = await touchedWithout(order, stores)
    if (touched.length > 0) return { refusal: closedPeriods(touched) }
    const prepared = await prepare(order, stores)
    if ('refusal' in prepared) return prepared
    const stored = countRatings()
    const counts = await importRows(prepared, { ...progress, issue, stored: stored.add })
    const warnings = [...warningsOf(rows), ...closedWarnings(touchedPeriods(order.closed, stored.all()))]
    const ended = progress.isEnded() ? true : undefined
    const said = definedOnly({ sheet: rows.sheet?.name, warnings: warnings.length > 0 ? warnings : undefined, ended })
    return { report: { ...counts, issues, ...said } }
  } catch (error) {
    return { refusal: refusalOf(error) }
  }
}

const mixedText = ({ dates, texts }: MixedDates): string => `${dates} ngày (dates), ${texts} chữ (texts)`

/**
 * What is odd about a file as a whole. Of a column that holds both dates and texts a spreadsheet of another country read
 * those as dates whose day is no greater than 12, and took their day for the month.
 */
function warningsOf({ mixedDates, sheet }: RowFile): ImportWarning[] {
  return [
    ...mixedDates.map((mixed) => ({ code: 'mixed_dates' as const, column: mixed.column, value: mixedText(mixed) })),
    ...(sheet?.others ?? []).map((name) => ({ code: 'other_sheets' as const, column: '', value: name })),
  ]
}

/** The closed periods that an import would touch, found by trying it: nobody is to learn of them afterwards. */
async function touchedWithout(order: ImportOrder, stores: ImportStores): Promise<readonly TouchedPeriod[]> {
  if (order.dryRun || order.intoClosed || order.closed.length === 0) return []
  const tried = await prepare({ ...order, dryRun: true }, stores)
  if ('refusal' in tried) return []
  const { add, all } = countRatings()
  const silent = { counts: () => undefined, issue: () => undefined, isEnded: () => false }
  await importRows(tried, { ...silent, stored: add })
  return touchedPeriods(order.closed, all())
}

/** Adds up new ratings by unit and day. */
function countRatings() {
  const counts = new Map<string, NewRatings>()
  return {
    add: ({ unit, localDate }: ImportRow): void => {
      const key = `${unit.code} ${localDate}`
      counts.set(key, { unit: unit.code, date: localDate, count: (counts.get(key)?.count ?? 0) + 1 })
    },
    all: (): readonly NewRatings[] => [...counts.values()],
  }
}

const periodText = ({ unit, period: { period, from, to }, ratings }: TouchedPeriod): string =>
  `${unit}, ${period === null ? `${dateText(from)}–${dateText(to)}` : periodWords(period)}: ${countText(ratings)} lượt`

const closedWarnings = (touched: readonly TouchedPeriod[]): ImportWarning[] =>
  touched.map((one) => ({ code: 'closed_period' as const, column: '', value: periodText(one) }))

const closedPeriods = (touched: readonly TouchedPeriod[]): FileRefusal => ({
  path: '',
  code: 'closed_period',
  message: touched.map(periodText).join('; '),
})

/**
 * A file can wait until the time is certain, a tap cannot: what an import brings for past days is released with it, and
 * which days are past is not known.
 */
async function isTimeUncertain(now: number, stores: Pick<ImportStores, 'clockMark'>): Promise<boolean> {
  const { newest, doubt } = await stores.clockMark()
  return doubt !== null || doubtOf(now, { newest, builtAt: null }) !== null
}

const uncertainTime: FileRefusal = { path: '', code: 'uncertain_time', message: 'run "hailong clock confirm" first' }

/** @throws FileProblem mixed_dates */
function refuseMixedDates({ mixedDates: [mixed] }: RowFile): void {
  if (!mixed) return
  const { column } = mixed
  throw new FileProblem(
    'mixed_dates',
    { column },
    `column "${column}" mixes ${mixedText(mixed)}: day and month of the dates may be the wrong way round; look at them in the file, then say "mixed": true under "time"`,
  )
}

/** Checks what can be wrong with the whole. @throws FileProblem */
async function prepare(
  order: ImportOrder,
  stores: ImportStores,
): Promise<ImportWork | { readonly refusal: FileRefusal }> {
  const { file, rows, dryRun, now, actor } = order
  const mapping = await withKnownNames(order.mapping, stores)
  const found = await parentOf(mapping, stores)
  if ('refusal' in found) return found
  const unknown = await unknownConstant(mapping, stores)
  if (unknown) return unknown
  const by = actingAt(actor, now)
  const named = await questionnaireFor(mapping, stores, { dryRun, by })
  if ('refusal' in named) return named
  const { parent } = found
  const { questionnaire } = named
  const mapper = createRowMapper({ mapping, header: rows.header, parent: parent?.code ?? '', now: momentAt(now) })
  const countsRepeats = mapping.identity.occurrence === true
  if (dryRun) return { rows, mapper, countsRepeats, into: { preview: await stores.preview({ questionnaire, now }) } }
  const source = { file: basename(file), sha256: hashOfFile(file) }
  const writer = await stores.writer({ questionnaire, parentId: parent?.id ?? null, now, actor, source })
  return { rows, mapper, countsRepeats, into: { writer } }
}

function momentAt(now: number): CivilMoment {
  return { date: civilDate(now), second: civilSeconds(now) }
}
