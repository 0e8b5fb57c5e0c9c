import { existsSync, readFileSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { breach, filesUnder, importsOf, readSource, roomOf, root } from './imports.ts'
import {
  corridors,
  environmentHandedOver,
  environmentReader,
  flatLists,
  fullest,
  kioskBudget,
  longest,
  rooms,
} from './table.ts'

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

describe('the built kiosk', () => {
  const built = existsSync(join(root, 'dist/kiosk')) ? filesUnder('dist/kiosk') : []
  const bytes = (path: string): Buffer => readFileSync(join(root, path))
  const isFont = (path: string): boolean => /\.(woff2?|ttf)$/.test(path)
  const isLoaded = (path: string): boolean => !path.endsWith('.map')
  const gzipped = (paths: readonly string[]): number =>
    paths.reduce((sum, path) => sum + gzipSync(bytes(path)).length, 0)

  /** It names all files of the folder, whichever page loads them, so what it names is not followed. */
  const offlineWorker = 'sw.js'

  /** Files named in the given one or in what those name. */
  function loadedBy(path: string, known: Set<string> = new Set()): Set<string> {
    known.add(path)
    if (!/\.(html|js|css)$/.test(path) || basename(path) === offlineWorker) return known
    const text = bytes(path).toString()
    for (const other of built.filter((one) => isLoaded(one) && text.includes(basename(one))))
      if (!known.has(other)) loadedBy(other, known)
    return known
  }

  const loaded = built.includes('dist/kiosk/index.html') ? [...loadedBy('dist/kiosk/index.html')] : []

  test('is there', () => {
    expect(built, 'run `npm run build` first').toContain('dist/kiosk/index.html')
    expect(loaded.filter((path) => path.endsWith('.js')).length).toBeGreaterThan(0)
  })

  test('has no zod in it', () => {
    const withZod = built.filter((path) => path.endsWith('.js') && /\b_zod\b|ZodError/.test(bytes(path).toString()))
    expect(withZod).toEqual([])
  })

  test('keeps to its budget', () => {
    expect(gzipped(loaded.filter((path) => !isFont(path)))).toBeLessThanOrEqual(kioskBudget.allButFonts)
    const scripts = loaded.filter((path) => path.endsWith('.js'))
    const isWorker = (path: string): boolean => basename(path) === offlineWorker
    expect(gzipped(scripts.filter((path) => !isWorker(path)))).toBeLessThanOrEqual(kioskBudget.script)
    expect(gzipped(scripts.filter(isWorker))).toBeLessThanOrEqual(kioskBudget.worker)
    // Fonts are compressed already; a browser takes of them only the subsets and weights that a page uses.
    const fonts = loaded.filter(isFont).reduce((sum, path) => sum + bytes(path).length, 0)
    expect(fonts).toBeLessThanOrEqual(kioskBudget.fonts)
  })
})
