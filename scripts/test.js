// @ts-check
import { install, root, setup } from './setup.js'

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

/** Types of everything but the pages; from the second time on, of what has changed since and of what rests on it. */
const scriptTypes = {
  name: 'types',
  args: [
    bin('typescript/bin/tsc'),
    '--noEmit',
    '-p',
    '.',
    '--incremental',
    '--tsBuildInfoFile',
    bin('.cache/types.json'),
  ],
}

/**
 * @typedef {object} Round
 * @property {NodeJS.ProcessEnv} env
 * @property {typeof checks} checks
 * @property {string[]} tests what vitest is told of them: none for all
 * @property {'shell' | 'whole' | null} browser null: none, nor the build that it would be shown
 */

/** @type {Record<'usual' | '--quick' | '--full' | '--faults', Round>} */
const rounds = {
  /** Everything a change may break, at one size and language each. */
  usual: { env: { HAILONG_QUICK: '1' }, checks, tests: [], browser: 'shell' },
  /** Between two edits: no browser, no server of its own, no kill. */
  '--quick': { env: { HAILONG_QUICK: '1' }, checks: [scriptTypes], tests: ['--project', 'quick'], browser: null },
  /** Long rounds: all sizes, languages and contrasts, in a whole browser; of the checks, what the quick round leaves out. */
  '--full': {
    env: { HAILONG_FULL: '1' },
    checks: [eslint],
    tests: ['test/e2e', 'test/fault', 'test/flow'],
    browser: 'whole',
  },
  /** Faults only root on Linux can cause. */
  '--faults': { env: { HAILONG_FAULTS: '1' }, checks: [], tests: ['test/fault'], browser: 'shell' },
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
  const chosen = /** @type {const} */ (['--quick', '--full', '--faults']).find((name) => process.argv.includes(name))
  const round = chosen ?? 'usual'
  if (round === '--faults' && (process.platform !== 'linux' || !process.getuid || process.getuid() !== 0)) {
    refuse('The fault round needs root on Linux (it mounts and unmounts disks): run it as root, or in a container.')
  }
  const { runChecks, runVitest, summarize } = await import('./steps.js')
  const { provideChromium } = await import('./chromium.js')
  const { provideLibreOffice } = await import('./programs/libreoffice.js')
  const { env, tests, checks, browser } = rounds[round]
  const options = { root, env: { ...process.env, ...env } }
  // They go on beside what comes after: the machine would idle while a disk, a network or a page is waited for.
  /** @type {Promise<import('./steps.js').Outcome[]>} */
  let checking = Promise.resolve([])
  /** @type {Promise<string | null>} */
  let finding = Promise.resolve(null)
  const prepare = browser === null ? install : setup
  await prepare(async () => {
    checking = runChecks(checks, options)
    if (browser !== null) finding = provideChromium(browser)
  })
  const chromium = await finding
  if (browser !== null && chromium === null) {
    refuse(
      'No Chromium could be found or installed. Install Chromium, Chrome or Edge, or set CHROME_PATH to the program ' +
        '(it is set to: ' +
        (process.env.CHROME_PATH || 'nothing') +
        ').',
    )
  }
  const withBrowser = chromium === null ? options.env : { ...options.env, CHROME_PATH: chromium }
  // After the browser: apt does one thing at a time. The test that needs it says so where there is none.
  const libreOffice = round === '--full' ? await provideLibreOffice() : null
  const withPrograms = libreOffice === null ? withBrowser : { ...withBrowser, SOFFICE_PATH: libreOffice }
  const tested = await runVitest('tests', tests, { root, env: withPrograms })
  const checked = await checking
  process.exit(summarize([...checked, tested]) ? 0 : 1)
}

main().catch((error) => {
  process.stderr.write(String(error.stack) + '\n')
  console.log('0 passed, 1 failed')
  process.exit(1)
})
