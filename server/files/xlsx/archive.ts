import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import type { SheetLimits } from './guard.ts'
import { endOfArchive, ENTRY, guardXlsx, notXlsx, tooLarge } from './guard.ts'

/** The parts of a workbook, unpacked as they are asked for and never beyond the limits. */
export interface Archive {
  has(path: string): boolean
  /** The text of a part in pieces. @throws FileProblem too_large, not_xlsx */
  pieces(path: string): AsyncGenerator<string>
  /** The whole text of a small part. @throws FileProblem too_large, not_xlsx */
  text(path: string): Promise<string>
}

interface ArchiveEntry {
  readonly method: number
  readonly packedBytes: number
  readonly offset: number
}

const STORED = 0
const DEFLATED = 8
const LOCAL = 0x04034b50
/** Bit of an entry's flags: its content is encrypted. */
const ENCRYPTED = 1
/** Largest part that is held in memory as one text: styles, the list of sheets, their relations. */
const SMALL_PART_BYTES = 16 * 1024 * 1024

/** @throws FileProblem not_xlsx, too_large */
export function openArchive(name: string, bytes: Buffer, limits: SheetLimits): Archive {
  guardXlsx(name, bytes, limits)
  const entries = entriesOf(name, bytes)
  const entryAt = (path: string): ArchiveEntry => entries.get(path.toLowerCase()) ?? notXlsx(name)

  async function* pieces(path: string, most = limits.unpackedBytes): AsyncGenerator<string> {
    const { method, packedBytes, offset } = entryAt(path)
    if (bytes.length < offset + 30 || bytes.readUInt32LE(offset) !== LOCAL) notXlsx(name)
    const begin = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    const packed = bytes.subarray(begin, begin + packedBytes)
    const unpacked = method === STORED ? [packed] : inflated(name, packed)
    const decoder = new TextDecoder('utf-8')
    let total = 0
    for await (const piece of unpacked) {
      total += piece.length
      if (total > most) throw tooLarge(name)
      yield decoder.decode(piece, { stream: true })
    }
    yield decoder.decode()
  }

  return {
    has: (path) => entries.has(path.toLowerCase()),
    pieces: (path) => pieces(path),
    text: async (path) => {
      let text = ''
      for await (const piece of pieces(path, SMALL_PART_BYTES)) text += piece
      return text
    },
  }
}

/** Unpacks as fast as it is read, so that a part which holds far more than it says is never held as a whole. */
async function* inflated(name: string, packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
  const source = Readable.from([packed])
  source.pipe(inflate)
  try {
    const pieces: AsyncIterable<Buffer> = inflate
    for await (const piece of pieces) yield piece
  } catch (error) {
    if (error instanceof Error && 'code' in error) notXlsx(name)
    throw error
  } finally {
    inflate.destroy()
  }
}

/** From the directory at the end, by name in small letters: Excel finds its parts whatever their case. */
function entriesOf(name: string, bytes: Buffer): ReadonlyMap<string, ArchiveEntry> {
  const entries = new Map<string, ArchiveEntry>()
  let at = bytes.readUInt32LE((endOfArchive(bytes) ?? notXlsx(name)) + 16)
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === ENTRY) {
    const nameLength = bytes.readUInt16LE(at + 28)
    const path = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
    if ((flags & ENCRYPTED) !== 0 || (method !== STORED && method !== DEFLATED)) notXlsx(name)
    entries.set(path.toLowerCase(), {
      method,
      packedBytes: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}
