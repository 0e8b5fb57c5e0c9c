import type { ImportIssue, ImportTotals } from '#contract/mapping'
import type { FileRow, RowFile } from '../../files/row-file.ts'
import type { ImportRow, RowTarget } from '../../store/imports/import-row.ts'
import type { ImportWriter } from '../../store/imports/import-writer.ts'
import type { RowMapper } from './row-mapper.ts'

/** Told while an import goes on. */
export interface ImportProgress {
  counts(counts: ImportTotals): void
  /** Each cell that could not be taken, as it is found. */
  issue(issue: ImportIssue): void
  /** Asked after each slice: whether somebody wants the import to end here. */
  isEnded(): boolean
}

export interface ImportWork {
  readonly rows: RowFile
  readonly mapper: RowMapper
  /** Whether one identity can come twice. */
  readonly countsRepeats: boolean
  /** What is read is stored by a writer, or in a dry run taken by a preview. */
  readonly into: { readonly writer: ImportWriter } | { readonly preview: RowTarget }
}

/** What an import keeps count of by itself. */
export interface RowProgress extends ImportProgress {
  /** Each row that was not there before. */
  stored(row: ImportRow): void
}

/** Milliseconds a slice takes rows for; counting, releasing and signing come on top, 50 in all. */
const SLICE_MS = 25
/** Milliseconds between slices, in which a server that waits for the lock gets it. */
const PAUSE_MS = 20

/** Reads the file to its end, slice by slice. @returns the counts of the report */
export async function importRows(work: ImportWork, progress: RowProgress): Promise<ImportTotals> {
  const { rows, mapper, into } = work
  const counts = { read: 0, stored: 0, duplicate: 0, repeated: 0, conflict: 0, rejected: 0 }
  const isRepeated = work.countsRepeats ? () => false : createSeen()
  for await (const batch of rows.batches()) {
    if (progress.isEnded()) break
    let next = 0
    while (next < batch.length && !progress.isEnded()) {
      const began = performance.now()
      const takeSome = async (target: RowTarget): Promise<void> => {
        while (next < batch.length && performance.now() - began < SLICE_MS) {
          const row = batch[next]
          if (row) counts[await takeRow(row, { target, mapper, progress, isRepeated })] += 1
          counts.read += 1
          next += 1
        }
      }
      if ('preview' in into) await takeSome(into.preview)
      else {
        await into.writer.slice(takeSome)
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    }
    progress.counts(counts)
  }
  if ('writer' in into) await into.writer.finish(counts)
  return counts
}

interface RowWork {
  readonly target: RowTarget
  readonly mapper: RowMapper
  readonly progress: Pick<RowProgress, 'issue' | 'stored'>
  /** Whether a row of this identity has been taken before, and from now on it has. */
  isRepeated(row: ImportRow): boolean
}

function createSeen(): RowWork['isRepeated'] {
  const seen = new Set<string>()
  return ({ identity }) => {
    const key = JSON.stringify(identity)
    const isRepeated = seen.has(key)
    seen.add(key)
    return isRepeated
  }
}

/** @returns which of the counts the row belongs to */
async function takeRow(
  row: FileRow,
  { target, mapper, progress, isRepeated }: RowWork,
): Promise<Exclude<keyof ImportTotals, 'read'>> {
  const mapped = mapper.map(row)
  const tell = progress.issue
  if ('code' in mapped) {
    tell(mapped)
    return 'rejected'
  }
  const unknown = await target.unknownCodes(mapped.row)
  const issues = [...mapped.issues, ...unknown.map((code) => mapper.unknown(row, code))]
  issues.forEach(tell)
  if (issues.length > 0) return 'rejected'
  const outcome = await target.write(mapped.row)
  if (outcome !== 'not_storable') {
    const known = isRepeated(mapped.row) && outcome === 'duplicate' ? 'repeated' : outcome
    if (known === 'stored') progress.stored(mapped.row)
    if (known === 'repeated' || known === 'conflict') tell(mapper.known(row, known))
    return known
  }
  tell({ row: row.row, column: '', code: 'not_storable', value: '' })
  return 'rejected'
}
