// @ts-check
import { existsSync, mkdirSync, renameSync, rmSync } from 'fs'
import { join } from 'path'
import { codeOf, withLock } from './lock.js'
import { nodeProblem } from './node-version.js'
import { installIfStale, lockPath, root, stop, sweep } from './setup.js'
import { buildOutputs, sourceHash, stampBuild } from './stamp.js'

/** What is built, each from the Vite configuration in the folder of its name into `dist/<name>`. */
const parts = ['server', 'kiosk', 'dashboard']

/**
 * @param {string} part
 * @param {import('vite').InlineConfig} inline what goes over the part's own configuration
 */
async function buildPart(part, inline) {
  const configFile = join(root, part, 'vite.config.ts')
  if (!existsSync(configFile)) stop('Cannot build: ' + configFile + ' is missing.')
  const { build } = await import('vite')
  await build({ configFile, root: join(root, part), logLevel: 'warn', ...inline })
}

/** Builds everything beside `dist` and swaps it in whole, so that nothing half built is ever started. */
async function buildAll() {
  const fresh = join(root, '.hailong-build-' + process.pid)
  const hash = sourceHash(root)
  mkdirSync(fresh)
  for (const part of parts) await buildPart(part, { build: { outDir: join(fresh, part), emptyOutDir: true } })
  const missing = buildOutputs.filter((output) => !existsSync(join(fresh, output)))
  if (missing.length > 0) stop('The build made no ' + missing.join(', ') + '.')
  stampBuild(fresh, hash)
  await swap(fresh)
}

/** @param {string} fresh */
async function swap(fresh) {
  const dist = join(root, 'dist')
  const old = join(root, '.hailong-old-' + process.pid)
  if (existsSync(dist)) await rename(dist, old)
  await rename(fresh, dist)
  rmSync(old, { recursive: true, force: true, maxRetries: 5 })
}

/**
 * On Windows a virus scanner may hold new files for a moment: that is worth a few more tries.
 *
 * @param {string} from
 * @param {string} to
 */
async function rename(from, to, triesLeft = 10) {
  try {
    renameSync(from, to)
  } catch (error) {
    if (triesLeft === 0 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error))) throw error
    await new Promise((resolve) => setTimeout(resolve, 300))
    await rename(from, to, triesLeft - 1)
  }
}

/** The bench is bundled like the server, with an entry of its own. */
async function buildBench() {
  const entry = join(root, 'test', 'bench', 'index.ts')
  if (!existsSync(entry)) stop('There is no ' + entry + ' to run.')
  const options = {
    outDir: join(root, 'dist', 'bench'),
    emptyOutDir: true,
    rolldownOptions: { input: { index: entry } },
  }
  await buildPart('server', { build: options })
}

async function main() {
  const problem = nodeProblem(process.versions.node)
  if (problem !== null) stop(problem)
  if (process.argv.includes('--locked')) return buildAll()
  const work = process.argv.includes('--bench') ? buildBench : buildAll
  return withLock(lockPath, async () => {
    sweep(root)
    await installIfStale()
    await work()
  })
}

main().catch((error) => stop(String(error.stack)))
