import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workerOf } from '../../../../kiosk/offline-worker.ts'

/** How long a version may take to start, in these tests, in milliseconds. */
const READY_MS = 700
const source = readFileSync(new URL('../../../../kiosk/worker.js', import.meta.url), 'utf8').replace(
  /const READY_MS = [\d_]+/,
  `const READY_MS = ${READY_MS}`,
)

/** A version of the built kiosk, as a folder of its own. */
export interface KioskVersion {
  readonly folder: string
  /** The name of its script, which no other version has. */
  readonly script: string
  remove(): void
}

/**
 * Makes a version out of the built kiosk, as a later build would: a script of another name, a page that names it, and a
 * service worker over all files.
 *
 * @param broken its script throws before anything is shown
 */
export function kioskVersion(built: string, name: string, broken = false): KioskVersion {
  const folder = mkdtempSync(join(tmpdir(), `hailong-kiosk-${name}-`))
  cpSync(built, folder, { recursive: true })
  const assets = readdirSync(join(folder, 'assets'))
  const before = assets.find((file) => /^index-.*\.js$/.test(file)) ?? ''
  const script = `index-${name}.js`
  renameSync(join(folder, 'assets', before), join(folder, 'assets', script))
  const page = readFileSync(join(folder, 'index.html'), 'utf8').replace(before, script)
  writeFileSync(join(folder, 'index.html'), page)
  if (broken) writeFileSync(join(folder, 'assets', script), 'throw new Error("broken")')
  writeFileSync(join(folder, 'sw.js'), workerOf(source, filesIn(folder)))
  return { folder, script, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function filesIn(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'sw.js' && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(names.map((path) => [nameOf(path.slice(folder.length + 1)), readFileSync(path)]))
}

const nameOf = (path: string): string => (path === 'index.html' ? './' : path.replaceAll('\\', '/'))
