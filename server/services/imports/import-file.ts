import type { ImportIssue, ImportReport } from '#contract/mapping'
import type { FileRow, RowFile } from '../../files/row-file.ts'
import type { RowMapper } from './row-mapper.ts'
import type { ImportContext, Shelf } from '../../store/imports/import-row.ts'
import { unknownCodes, writeRow } from '../../store/imports/import-row.ts'
import { isStorageFailure } from '../../store/engine/database.ts'
import type { ImportWriter } from '../../store/imports/import-writer.ts'

export type ImportCounts = Omit<ImportReport, 'issues'>

export interface ImportWork {
  readonly rows: RowFile
  readonly mapper: RowMapper
  readonly context: ImportContext
  /** Stores what is read; null in a dry run. */
  readonly writer: ImportWriter | null
  /** Takes the rows of a dry run. */
  readonly preview: Shelf
  tell(issue: ImportIssue): void
  progress(counts: ImportCounts): void
}

/** Milliseconds a slice takes rows for; counting, releasing and signing come on top, 50 in all. */
const SLICE_MS = 25
/** Milliseconds between slices, in which a server that waits for the lock gets it. */
const PAUSE_MS = 20

/** Reads the file to its end, slice by slice. @returns the counts of the report */
export async function importFile(work: ImportWork): Promise<ImportCounts> {
  const counts = { read: 0, stored: 0, duplicate: 0, conflict: 0, rejected: 0 }
  for await (const rows of work.rows.batches()) {
    let next = 0
    while (next < rows.length) {
      const began = performance.now()
      const takeSome = async (shelf: Shelf): Promise<void> => {
        while (next < rows.length && performance.now() - began < SLICE_MS) {
          const row = rows[next]
          if (row) counts[await take(row, shelf, work)] += 1
          counts.read += 1
          next += 1
        }
      }
      if (!work.writer) await takeSome(work.preview)
      else {
        await work.writer.slice(takeSome)
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    }
    work.progress(counts)
  }
  await work.writer?.finish(counts)
  return counts
}

type Outcome = 'stored' | 'duplicate' | 'conflict' | 'rejected'

async function take(row: FileRow, shelf: Shelf, { mapper, context, tell }: ImportWork): Promise<Outcome> {
  const mapped = mapper.map(row)
  if ('code' in mapped) {
    tell(mapped)
    return 'rejected'
  }
  const unknown = await unknownCodes(shelf, mapped.row)
  const issues = [...mapped.issues, ...unknown.map((code) => mapper.unknown(row, code))]
  issues.forEach(tell)
  if (issues.length > 0) return 'rejected'
  try {
    return await writeRow(shelf, mapped.row, context)
  } catch (error) {
    if (isStorageFailure(error)) throw error
    tell({ row: row.row, column: '', code: 'not_storable', value: '' })
    return 'rejected'
  }
}
