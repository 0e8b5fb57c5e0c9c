import { HeadsAnswer } from '#contract/files/superior-file'
import type { HeadsFile } from '#contract/files/superior-file'
import { columnCalled } from '#core/superior-file/templates'
import { askWorker, uploadBounds } from '../../files/bounded-worker.ts'
import { FileProblem } from '../../files/file-problem.ts'
import { openBytes } from '../../files/open-rows.ts'
import type { SourceRow } from '../../files/row-source.ts'
import { uploadLimits } from '../../files/xlsx/guard.ts'

/** The heads of a CSV or XLSX file: the row among its first that has most columns known here. */
export async function readHeads({ bytes }: HeadsFile): Promise<HeadsAnswer> {
  try {
    const score = (head: readonly SourceRow[]): number => Math.max(0, ...head.map(knownIn))
    const { head } = await openBytes('the file', Buffer.from(bytes), { limits: uploadLimits, score })
    const best = head.toSorted((a, b) => knownIn(b) - knownIn(a) || a.line - b.line)[0]
    return { heads: best === undefined || knownIn(best) === 0 ? null : headsOf(best) }
  } catch (error) {
    if (error instanceof FileProblem) return { heads: null }
    throw error
  }
}

/** The same on a thread of its own, with a bound on time and memory. @param workerFile the built worker */
export const headsInWorker =
  (workerFile: string) =>
  async (bytes: Uint8Array): Promise<readonly string[] | null> => {
    try {
      return HeadsAnswer.parse(await askWorker(workerFile, { task: 'heads', bytes }, uploadBounds)).heads
    } catch (error) {
      if (error instanceof FileProblem) return null
      throw error
    }
  }

const headsOf = ({ cells }: SourceRow): string[] => (cells ?? []).map(({ text }) => text.trim())

const knownIn = (row: SourceRow): number => headsOf(row).filter((head) => columnCalled(head) !== null).length
