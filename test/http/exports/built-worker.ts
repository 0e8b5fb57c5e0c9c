import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../..')

interface BuiltWorker {
  /** A folder laid out like `dist`, with the worker alone. */
  readonly distDir: string
  readonly file: string
  remove(): void
}

/** Builds the worker as it is shipped, within the project so that it finds its packages. */
export async function buildWorker(): Promise<BuiltWorker> {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const distDir = mkdtempSync(join(cache, 'worker-'))
  const outDir = join(distDir, 'server')
  await build({
    configFile: join(root, 'server', 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, rolldownOptions: { input: { worker: join(root, 'server', 'worker.ts') } } },
  })
  const remove = (): void => rmSync(distDir, { recursive: true, force: true })
  return { distDir, file: join(outDir, 'worker.js'), remove }
}
