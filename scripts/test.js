// @ts-check
import { root, setup } from './setup.js'

/** @param {string} script */
const bin = (script) => `${root}/node_modules/${script}`

const eslint = { name: 'eslint', args: [bin('eslint/bin/eslint.js'), '.'] }

/** The longest first: they run two at a time. */
const checks = [
  eslint,
  // Checks the types of every file of the project, those without Svelte too.
  { name: 'types', args: [bin('svelte-check/bin/svelte-check'), '--fail-on-warnings'] },
  { name: 'prettier', args: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
]

/** @typedef {{ env: NodeJS.ProcessEnv, checks: typeof checks, folders: string[], wanted: 'shell' | 'whole' }} Round */

/** @type {Record<'quick' | '--full' | '--faults', Round>} */
const rounds = {
  quick: { env: { HAILONG_QUICK: '1' }, checks, folders: [], wanted: 'shell' },
  /** Long rounds: all sizes, languages and contrasts, in a whole browser; of the checks, what the quick round leaves out. */
  '--full': {
    env: { HAILONG_FULL: '1' },
    checks: [eslint],
    folders: ['test/e2e', 'test/fault', 'test/flow'],
    wanted: 'whole',
  },
  /** Faults only root on Linux can cause. */
  '--faults': { env: { HAILONG_FAULTS: '1' }, checks: [], folders: ['test/fault'], wanted: 'shell' },
}

/**
 * @param {string} sentence why nothing could be tested, and how to mend it
 * @returns {never}
 */
function refuse(sentence) {
  console.log(sentence)
  console.log('0 passed, 1 failed')
  process.exit(1)
}

async function main() {
  const round = process.argv.includes('--full') ? '--full' : process.argv.includes('--faults') ? '--faults' : 'quick'
  if (round === '--faults' && (process.platform !== 'linux' || !process.getuid || process.getuid() !== 0)) {
    refuse('The fault round needs root on Linux (it mounts and unmounts disks): run it as root, or in a container.')
  }
  const { runChecks, runVitest, summarize } = await import('./steps.js')
  const { provideChromium } = await import('./chromium.js')
  const { env, folders, checks, wanted } = rounds[round]
  const options = { root, env: { ...process.env, ...env } }
  // They go on beside what comes after: the machine would idle while a disk, a network or a page is waited for.
  /** @type {Promise<import('./steps.js').Outcome[]>} */
  let checking = Promise.resolve([])
  /** @type {Promise<string | null>} */
  let browser = Promise.resolve(null)
  await setup(async () => {
    checking = runChecks(checks, options)
    browser = provideChromium(wanted)
  })
  const chromium = await browser
  if (chromium === null) {
    refuse(
      'No Chromium could be found or installed. Install Chromium, Chrome or Edge, or set CHROME_PATH to the program ' +
        '(it is set to: ' +
        (process.env.CHROME_PATH || 'nothing') +
        ').',
    )
  }
  const tests = await runVitest('tests', folders, { root, env: { ...options.env, CHROME_PATH: chromium } })
  const checked = await checking
  process.exit(summarize([...checked, tests]) ? 0 : 1)
}

main().catch((error) => {
  process.stderr.write(String(error.stack) + '\n')
  console.log('0 passed, 1 failed')
  process.exit(1)
})
