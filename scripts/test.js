// @ts-check
import { root, setup } from './setup.js'

const rounds = {
  /** Long rounds: all sizes, languages and contrasts. */
  '--full': { env: { HAILONG_FULL: '1' }, folders: ['test/e2e', 'test/fault', 'test/flow'] },
  /** Faults only root on Linux can cause. */
  '--faults': { env: { HAILONG_FAULTS: '1' }, folders: ['test/fault'] },
}

/** @param {string} script */
const bin = (script) => `${root}/node_modules/${script}`

const checks = [
  // Checks the types of every file of the project, those without Svelte too.
  { name: 'types', args: [bin('svelte-check/bin/svelte-check'), '--fail-on-warnings'] },
  { name: 'eslint', args: [bin('eslint/bin/eslint.js'), '.'] },
  { name: 'prettier', args: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
]

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
  const round = process.argv.includes('--full') ? '--full' : process.argv.includes('--faults') ? '--faults' : null
  if (round === '--faults' && (process.platform !== 'linux' || !process.getuid || process.getuid() !== 0)) {
    refuse('The fault round needs root on Linux (it mounts and unmounts disks): run it as root, or in a container.')
  }
  /** @type {import('./steps.js').Outcome[]} */
  const outcomes = []
  await setup(async () => {
    if (round !== null) return
    const { runChecks } = await import('./steps.js')
    outcomes.push(...(await runChecks(checks, { root, env: process.env })))
  })
  const { provideChromium } = await import('./chromium.js')
  const chromium = await provideChromium()
  if (chromium === null) {
    refuse(
      'No Chromium could be found or installed. Install Chromium, Chrome or Edge, or set CHROME_PATH to the program ' +
        '(it is set to: ' +
        (process.env.CHROME_PATH || 'nothing') +
        ').',
    )
  }
  const { runVitest, summarize } = await import('./steps.js')
  const { env, folders } = round === null ? { env: {}, folders: [] } : rounds[round]
  const options = { root, env: { ...process.env, ...env, CHROME_PATH: chromium } }
  outcomes.push(await runVitest('tests', folders, options))
  process.exit(summarize(outcomes) ? 0 : 1)
}

main().catch((error) => {
  process.stderr.write(String(error.stack) + '\n')
  console.log('0 passed, 1 failed')
  process.exit(1)
})
