import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { filesUnder, root } from '../house/imports.ts'
import { kioskBudget } from '../house/table.ts'

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
