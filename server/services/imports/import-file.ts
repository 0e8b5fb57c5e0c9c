import type { Actor } from '#core/ledger/actor'
import { actingAt } from '#core/ledger/actor'
import { basename } from 'node:path'
import type { ImportIssue, ImportMapping, ImportReport } from '#contract/mapping'
import { civilDate, civilSeconds } from '#core/time/civil-time'
import type { CivilMoment } from '../../files/civil-format.ts'
import { hashOfFile } from '../../files/file-hash.ts'
import { openRows } from '../../files/open-rows.ts'
import type { RowFile } from '../../files/row-file.ts'
import type { ImportStores } from '../../store/imports/import-stores.ts'
import type { FileRefusal } from './file-refusal.ts'
import { refusalOf } from './file-refusal.ts'
import { parentOf, questionnaireFor, unknownConstant } from './import-names.ts'
import type { ImportProgress, ImportWork } from './import-rows.ts'
import { importRows } from './import-rows.ts'
import { SHOWN_ISSUES } from './issue-list.ts'
import { columnsOf } from './mapping-check.ts'
import { createRowMapper } from './row-mapper.ts'

export interface ImportOrder {
  /** Path of a CSV or XLSX file that is there. */
  readonly file: string
  /** Of the file, as `openImport` gave them. */
  readonly rows: RowFile
  readonly mapping: ImportMapping
  /** Nothing is stored. */
  readonly dryRun: boolean
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
    return { rows: await openRows(file, { wanted: columnsOf(mapping), timeFormat: mapping.time.format }) }
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
    const prepared = await prepare(order, stores)
    if ('refusal' in prepared) return prepared
    const counts = await importRows(prepared, { counts: progress.counts, issue })
    return { report: { ...counts, issues } }
  } catch (error) {
    return { refusal: refusalOf(error) }
  }
}

/** Checks what can be wrong with the whole. @throws FileProblem */
async function prepare(
  order: ImportOrder,
  stores: ImportStores,
): Promise<ImportWork | { readonly refusal: FileRefusal }> {
  const { file, rows, mapping, dryRun, now, actor } = order
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
  if (dryRun) return { rows, mapper, into: { preview: await stores.preview({ questionnaire, now }) } }
  const source = { file: basename(file), sha256: hashOfFile(file) }
  const writer = await stores.writer({ questionnaire, parentId: parent?.id ?? null, now, actor, source })
  return { rows, mapper, into: { writer } }
}

function momentAt(now: number): CivilMoment {
  return { date: civilDate(now), second: civilSeconds(now) }
}
