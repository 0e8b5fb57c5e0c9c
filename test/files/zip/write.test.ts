import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { openArchive } from '../../../server/files/xlsx/archive.ts'
import { endOfArchive, ENTRY, fileLimits } from '../../../server/files/xlsx/guard.ts'
import { writeZip } from '../../../server/files/zip/write.ts'
import { bytesOf } from '../file-bytes.ts'

const parts = [
  { path: 'một.txt', pieces: ['Hài ', Buffer.from('Lòng')] },
  { path: 'hai/ba.xml', pieces: Array.from({ length: 200 }, (_, at) => `<a>${'x'.repeat(1000 + at)}</a>`) },
  { path: 'trống', pieces: [] },
]

test('gives back what was put in', async () => {
  const archive = openArchive('test', await bytesOf(writeZip(parts, Date.UTC(2026, 9, 1))), fileLimits)
  for (const { path, pieces } of parts) expect(await archive.text(path)).toBe(pieces.map(String).join(''))
})

test('says of each part its checksum, its size and its moment, as other programs look for them', async () => {
  const bytes = await bytesOf(writeZip(parts, Date.UTC(2026, 9, 1, 7, 8, 10)))
  let at = bytes.readUInt32LE((endOfArchive(bytes) ?? 0) + 16)
  for (const { path, pieces } of parts) {
    const content = Buffer.from(pieces.map(String).join(''))
    const name = Buffer.from(path)
    expect(bytes.readUInt32LE(at)).toBe(ENTRY)
    expect([bytes.readUInt16LE(at + 12), bytes.readUInt16LE(at + 14)]).toEqual([
      (7 << 11) | (8 << 5) | 5,
      (46 << 9) | (10 << 5) | 1,
    ])
    expect(bytes.readUInt32LE(at + 16)).toBe(crc32(content))
    expect(bytes.readUInt32LE(at + 24)).toBe(content.length)
    expect(bytes.subarray(at + 46, at + 46 + name.length)).toEqual(name)
    at += 46 + name.length
  }
})
