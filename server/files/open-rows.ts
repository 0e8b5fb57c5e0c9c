import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { openCsv } from './csv/source.ts'
import { FileProblem } from './file-problem.ts'
import { findHeader } from './header.ts'
import type { ColumnUse, RowFile } from './row-file.ts'
import { cleanNames, rowFile } from './row-file.ts'
import type { HeaderScore, RowSource } from './row-source.ts'
import type { SheetLimits } from './xlsx/guard.ts'
import { fileLimits, isOldWorkbook, isXlsx, tooLarge } from './xlsx/guard.ts'
import { openXlsx } from './xlsx/source.ts'

export interface OpenRowsOptions extends ColumnUse {
  /** The sheet that a mapping names. */
  readonly sheet: string | null
  /** Whether a text is a time as the mapping writes it. */
  readonly readsAsTime: (text: string) => boolean
}

/**
 * Opens a file of rows by what it is, not by its name: XLSX, else CSV.
 * @throws FileProblem when it is neither, too large, or lacks a column
 */
export async function openRows(file: string, options: OpenRowsOptions): Promise<RowFile> {
  const wanted = cleanNames(options.wanted.keys())
  const score: HeaderScore = (head) => findHeader(head, wanted)?.found ?? 0
  const first = await firstBytes(file)
  if (!isXlsx(first)) {
    refuseOldWorkbook(file, first)
    return rowFile(file, await openCsv(file, () => createReadStream(file), score), options)
  }
  if ((await stat(file)).size > fileLimits.fileBytes) throw tooLarge(file)
  const { sheet, readsAsTime } = options
  const source = await openXlsx(file, await readFile(file), { limits: fileLimits, sheet, readsAsTime, score })
  return rowFile(file, source, options)
}

/** Opens bytes that are held already. @throws FileProblem */
export function openBytes(
  name: string,
  bytes: Buffer,
  { limits, score }: { readonly limits: SheetLimits; readonly score: HeaderScore },
): Promise<RowSource> {
  if (bytes.length > limits.fileBytes) throw tooLarge(name)
  refuseOldWorkbook(name, bytes)
  if (!isXlsx(bytes)) return openCsv(name, () => [bytes], score)
  return openXlsx(name, bytes, { limits, sheet: null, readsAsTime: () => false, score })
}

function refuseOldWorkbook(name: string, bytes: Buffer): void {
  if (isOldWorkbook(bytes))
    throw new FileProblem(
      'not_xlsx',
      '',
      `${name} is an old workbook (.xls) or one with a password: save it as "Excel Workbook (.xlsx)" without a password`,
    )
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
