import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIsFresh } from '../../../scripts/stamp.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The kiosk as it is shipped, and how to remove it: what stands in `dist` if that is of today's sources, else built for the test. */
export function buildKiosk(): { folder: string; remove: () => void } {
  if (buildIsFresh(root)) return { folder: join(root, 'dist', 'kiosk'), remove: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'hailong-kiosk-'))
  const args = ['build', '--config', 'kiosk/vite.config.ts', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error']
  // In a process of its own: the test runner's NODE_ENV would make it a development build.
  const env = { ...process.env, NODE_ENV: 'production' }
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', ...args], { cwd: root, env })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
