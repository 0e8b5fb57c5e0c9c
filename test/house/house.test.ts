import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { breach, filesUnder, importsOf, readSource, roomOf } from './imports.ts'
import { corridors, environmentHandedOver, environmentReader, flatLists, fullest, longest, rooms } from './table.ts'

const isCode = (path: string): boolean => /\.(ts|js|svelte)$/.test(path)
const house = filesUnder('server', 'kiosk', 'dashboard', 'migrations').filter(isCode)
const tests = filesUnder('test').filter((path) => isCode(path) && !path.startsWith('test/data/'))
const scripts = filesUnder('scripts')
const imports = house.flatMap((path) => importsOf(path, readSource(path)).map((imported) => ({ path, imported })))

describe('rooms', () => {
  test('are all the house has: no file stands outside', () => {
    expect(house.filter((path) => !roomOf(path, rooms))).toEqual([])
  })

  test('have a row of their own in each corridor', () => {
    const corridorOf = (path: string) => corridors.find((corridor) => posix.dirname(posix.dirname(path)) === corridor)
    const folders = house.filter(corridorOf).map((path) => posix.dirname(path))
    expect([...new Set(folders)].filter((folder) => !rooms.some(({ path }) => path === folder))).toEqual([])
  })

  test('hold no more files than one can see at a glance', () => {
    const counts = new Map<string, number>()
    for (const path of [...house, ...tests, ...scripts])
      counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1)
    const most = (folder: string) => (flatLists.some((one) => one === folder) ? fullest.lists : fullest.usual)
    const crowded = [...counts].filter(([folder, count]) => count > most(folder)).map(([folder]) => folder)
    expect(crowded).toEqual([])
  })

  test('import only what the table of the architecture allows', () => {
    expect(house.length).toBeGreaterThan(0)
    const breaches = imports
      .map(({ path, imported }) => breach(path, imported, rooms))
      .filter((found) => found !== null)
    expect(breaches).toEqual([])
  })

  test('name types on a line of their own, never inline', () => {
    expect(imports.filter(({ imported }) => imported.inlineType).map(({ path }) => path)).toEqual([])
  })

  test('core knows no clock, no chance and no environment', () => {
    const unsteady = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\.|\bprocess\.|\bperformance\.|\bfetch\(/
    const found = house.filter((path) => path.startsWith('server/core/') && unsteady.test(readSource(path)))
    expect(found).toEqual([])
  })

  test('only one file of the server reads the environment', () => {
    const reads = (path: string): boolean =>
      readSource(path).replaceAll(environmentHandedOver, '').includes('process.env')
    const readers = house.filter((path) => path.startsWith('server/') && reads(path))
    expect(readers.filter((path) => path !== environmentReader)).toEqual([])
  })

  test('no file is longer than agreed', () => {
    const lines = (path: string): number => readSource(path).trimEnd().split('\n').length
    const tooLong = [
      ...[...house, ...scripts].filter((path) => lines(path) > longest.code),
      ...tests.filter((path) => lines(path) > longest.test),
    ]
    expect(tooLong.map((path) => `${path}: ${lines(path)} lines`)).toEqual([])
  })
})

describe('the lock file', () => {
  test('names no host that packages come from', () => {
    const lock = readSource('package-lock.json')
    expect(lock).not.toContain('"resolved": "http')
    expect(lock).toContain('"integrity"')
  })
})
