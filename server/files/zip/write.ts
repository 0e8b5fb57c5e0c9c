import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { FileProblem } from '../file-problem.ts'

/** A file in an archive, its content in pieces that are made as they are taken. */
export interface ZipPart {
  readonly path: string
  readonly pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>
}

/**
 * A ZIP archive in pieces. Each part is packed on another thread while it is made and none is held as a whole; who stops
 * taking pieces ends the parts too. The same parts and moment give the same bytes.
 * @param modifiedAt milliseconds since the epoch; what every part is said to be from, in UTC and whole two seconds
 * @throws FileProblem too_large beyond 4 GiB
 */
export async function* writeZip(parts: Iterable<ZipPart>, modifiedAt: number): AsyncGenerator<Buffer, void> {
  const moment = dosMoment(modifiedAt)
  const directory: Buffer[] = []
  let offset = 0
  for (const { path, pieces } of parts) {
    const name = Buffer.from(path)
    const sizes = { checksum: 0, unpacked: 0, packed: 0 }
    const begin = offset
    const head = Buffer.concat([fields([LOCAL, 4]), described(moment, noSizes, name), name])
    yield head
    offset += head.length
    for await (const piece of packedPieces(pieces, sizes)) {
      offset += piece.length
      yield piece
    }
    if (Math.max(sizes.unpacked, offset) >= LARGEST) throw new FileProblem('too_large', '', 'the file is beyond 4 GiB')
    const after = fields([AFTER, 4], [sizes.checksum, 4], [sizes.packed, 4], [sizes.unpacked, 4])
    yield after
    offset += after.length
    // Without a comment or attributes, on the first disk, and where it begins.
    const place = fields([0, 2], [0, 2], [0, 2], [0, 4], [begin, 4])
    directory.push(Buffer.concat([fields([ENTRY, 4], [VERSION, 2]), described(moment, sizes, name), place, name]))
  }
  const listed = Buffer.concat(directory)
  const count = directory.length
  yield listed
  yield fields([END, 4], [0, 4], [count, 2], [count, 2], [listed.length, 4], [offset, 4], [0, 2])
}

const LOCAL = 0x04034b50
const AFTER = 0x08074b50
const ENTRY = 0x02014b50
const END = 0x06054b50
const VERSION = 20
const DEFLATED = 8
/** Sizes follow the content; names are UTF-8. */
const FLAGS = 0x0808
const LARGEST = 0xffffffff

interface PartSizes {
  checksum: number
  unpacked: number
  packed: number
}

const noSizes: PartSizes = { checksum: 0, unpacked: 0, packed: 0 }

/** What the head of a part and its entry in the directory have in common. */
function described([time, date]: DosMoment, { checksum, packed, unpacked }: PartSizes, name: Buffer): Buffer {
  const kind = fields([VERSION, 2], [FLAGS, 2], [DEFLATED, 2], [time, 2], [date, 2])
  return Buffer.concat([kind, fields([checksum, 4], [packed, 4], [unpacked, 4], [name.length, 2], [0, 2])])
}

/** Packs pieces as they come and counts them. */
async function* packedPieces(pieces: ZipPart['pieces'], sizes: PartSizes): AsyncGenerator<Buffer> {
  const source = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece)
      sizes.checksum = crc32(bytes, sizes.checksum)
      sizes.unpacked += bytes.length
      yield bytes
    }
  }
  const deflate = createDeflateRaw()
  // Its failures come out of the packed pieces too.
  pipeline(Readable.from(source(), { highWaterMark: 1 }), deflate, () => undefined)
  const out: AsyncIterable<Buffer> = deflate
  for await (const piece of out) {
    sizes.packed += piece.length
    yield piece
  }
}

/** Numbers in little-endian order, each with its bytes. */
function fields(...numbers: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    numbers.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes)
      field.writeUIntLE(value, 0, bytes)
      return field
    }),
  )
}

/** The clock of old disks: from 1980 to 2107, in steps of two seconds. */
type DosMoment = readonly [time: number, date: number]

function dosMoment(at: number): DosMoment {
  const moment = new Date(Math.min(Math.max(at, Date.UTC(1980, 0, 1)), Date.UTC(2107, 11, 31)))
  const time = (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1)
  const date = ((moment.getUTCFullYear() - 1980) << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate()
  return [time, date]
}
