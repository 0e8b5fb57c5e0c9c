import { FileProblem } from '../file-problem.ts'

/** Bytes and rows that a spreadsheet may have. */
export interface SheetLimits {
  readonly fileBytes: number
  /** All that is packed in it, unpacked. */
  readonly unpackedBytes: number
  /** Rows that hold anything. */
  readonly rows: number
  /** Cells and rows, those that hold nothing too. */
  readonly cells: number
  /** Characters of all texts that cells share. */
  readonly sharedCharacters: number
}

const MiB = 1024 * 1024

/** Rows that a sheet can have, and columns that a list may have: what stands further right belongs to none. */
export const SHEET_ROWS = 1_048_576
export const LIST_COLUMNS = 1000
/** Characters that a cell can have. */
export const CELL_CHARACTERS = 32_767

/** Of a file that somebody names on the command line: Excel's own rows. */
export const fileLimits: SheetLimits = {
  fileBytes: 64 * MiB,
  unpackedBytes: 1024 * MiB,
  rows: SHEET_ROWS,
  cells: 20_000_000,
  sharedCharacters: 256 * MiB,
}

/** Of a list that comes over the network: every procedure of the State, and as many again. */
export const uploadLimits: SheetLimits = {
  fileBytes: 5 * MiB,
  unpackedBytes: 64 * MiB,
  rows: 10_000,
  cells: 1_000_000,
  sharedCharacters: 32 * MiB,
}

/** Whether the bytes begin as a ZIP archive does, which every XLSX is. */
export function isXlsx(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

/** Whether the bytes begin as workbooks before 2007 do, and those that are encrypted. */
export function isOldWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0
}

/** How an entry of the directory and the directory's end begin. */
export const ENTRY = 0x02014b50
const END = 0x06054b50
/** In place of a size that stands elsewhere: a spreadsheet within the limits needs no such archive. */
const ZIP64 = 0xffffffff
const ZIP64_COUNT = 0xffff

/**
 * Refuses an archive that would unpack to more than the limit, from the sizes in its directory and before anything is
 * unpacked; the reader stops by itself where an entry holds more than its directory says.
 * @throws FileProblem too_large, not_xlsx
 */
export function guardXlsx(name: string, bytes: Buffer, limits: SheetLimits): void {
  if (bytes.length > limits.fileBytes) throw tooLarge(name)
  const end = endOfArchive(bytes) ?? notXlsx(name)
  // Such a directory stands elsewhere, where the reader would find it and this would not.
  const isElsewhere = bytes.readUInt16LE(end + 10) === ZIP64_COUNT || bytes.readUInt32LE(end + 12) === ZIP64
  let at = bytes.readUInt32LE(end + 16)
  if (isElsewhere || at === ZIP64) throw tooLarge(name)
  let total = 0
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === ENTRY) {
    const [packed, unpacked] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)]
    // Two bytes are what nothing takes when packed: no size said means no limit for the reader.
    if (unpacked === ZIP64 || packed === ZIP64 || (unpacked === 0 && packed > 2)) throw tooLarge(name)
    total += unpacked
    if (total > limits.unpackedBytes) throw tooLarge(name)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
}

/** Where the end record lies, which says where the directory begins: before a comment of at most 64 KiB. */
export function endOfArchive(bytes: Buffer): number | null {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1)
    if (bytes.readUInt32LE(at) === END) return at
  return null
}

export function tooLarge(name: string): FileProblem {
  return new FileProblem('too_large', '', `${name} is larger than a list can be: leave out sheets, rows and pictures`)
}

export function notXlsx(name: string): never {
  throw new FileProblem('not_xlsx', '', `${name} is no XLSX file: save it again as "Excel Workbook (.xlsx)"`)
}
