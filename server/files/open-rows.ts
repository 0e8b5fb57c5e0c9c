import { open } from 'node:fs/promises'
import { momentWriter } from './civil-format.ts'
import { openCsv } from './csv/reader.ts'
import type { RowFile } from './row-file.ts'
import { isXlsx } from './xlsx/guard.ts'
import { openXlsx } from './xlsx/reader.ts'

export interface OpenRowsOptions {
  /** The columns a mapping needs, with their places in it. */
  readonly wanted: ReadonlyMap<string, string>
  /** How the mapping reads times: date cells of a spreadsheet are written that way. */
  readonly timeFormat: string
}

/**
 * Opens a file of rows by what it is, not by its name: XLSX, else CSV.
 * @throws FileProblem when it is neither, too large, or lacks a column
 */
export async function openRows(file: string, { wanted, timeFormat }: OpenRowsOptions): Promise<RowFile> {
  if (!isXlsx(await firstBytes(file))) return openCsv(file, wanted)
  return openXlsx(file, wanted, momentWriter(timeFormat))
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
