import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BenchPlace, Figure } from './report.ts'
import { rounded } from './report.ts'

const FONT = /\.woff2$/
const SCRIPT = /\.js$/
/** Loaded beside the page, on a thread of its own. */
const WORKER = /[/\\]sw\.js$/
/** Never loaded by the kiosk's page itself. */
const ASIDE = /\.map$/

/** What a kiosk loads, compressed; fonts are compressed already, and a browser takes only the subsets a page uses. */
export function measureTransfer({ dist }: BenchPlace): Figure[] {
  const folder = join(dist, 'kiosk')
  if (!existsSync(folder)) throw new Error(`${folder} is not built`)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !ASIDE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const kilobytes = (wanted: (path: string) => boolean): number => {
    const sizes = files.filter(wanted).map((path) => {
      const bytes = readFileSync(path)
      return FONT.test(path) ? bytes.length : gzipSync(bytes).length
    })
    return rounded(sizes.reduce((sum, size) => sum + size, 0) / 1000, 1)
  }
  return [
    {
      name: 'kiosk script, gzip kB',
      value: kilobytes((path) => SCRIPT.test(path) && !WORKER.test(path)),
      target: '<= 30',
    },
    { name: 'kiosk service worker, gzip kB', value: kilobytes((path) => WORKER.test(path)), target: '<= 3' },
    { name: 'kiosk without fonts, gzip kB', value: kilobytes((path) => !FONT.test(path)), target: '<= 60' },
    { name: 'kiosk fonts, kB', value: kilobytes((path) => FONT.test(path)), target: '<= 100' },
  ]
}
