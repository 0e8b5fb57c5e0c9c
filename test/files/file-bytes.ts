import { openArchive } from '../../server/files/xlsx/archive.ts'
import { fileLimits } from '../../server/files/xlsx/guard.ts'
import type { FileSheet } from '../../server/files/file-sheet.ts'

/** All pieces of a file that is written. */
export async function bytesOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

/** The text of one part of a workbook. */
export const partOf = (bytes: Buffer, path: string): Promise<string> =>
  openArchive('test', bytes, fileLimits).text(path)

/** A sheet of which a test says only what it is about. */
export const sheetOf = (more: Partial<FileSheet>): FileSheet => ({
  name: 'Bảng 2',
  titles: [],
  columns: [{ label: 'TT' }, { label: 'Nội dung' }],
  rows: [],
  notes: [],
  ...more,
})
