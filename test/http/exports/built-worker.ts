import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../..')

/** Builds the worker as it is shipped, within the project so that it finds its packages. */
export async function buildWorker(): Promise<{ readonly file: string; remove(): void }> {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'worker-'))
  await build({
    configFile: join(root, 'server', 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, rolldownOptions: { input: { worker: join(root, 'server', 'worker.ts') } } },
  })
  return { file: join(outDir, 'worker.js'), remove: () => rmSync(outDir, { recursive: true, force: true }) }
}
