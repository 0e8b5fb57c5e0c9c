// @ts-check
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a step came to: how many of its checks or tests passed and failed, and what it said, unless that was shown. */
/** @typedef {{ name: string, passed: number, failed: number, seconds: number, output?: string }} Outcome */

/**
 * Runs a Node script; shown at once, or kept until its end and then with what of the machine others leave.
 *
 * @param {string[]} args
 * @param {{ root: string, env: NodeJS.ProcessEnv, shown: boolean }} options
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is empty when it was shown
 */
function run(args, { root, env, shown }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
    })
    if (!shown) giveWay(child.pid)
    /** @type {Buffer[]} */
    const output = []
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(output).toString() }))
  })
}

/** @param {number | undefined} pid undefined: it could not be started */
function giveWay(pid) {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It has ended already, or the system knows no priorities: it runs as others do.
  }
}

/** @param {string} text */
const heading = (text) => console.log(`\n=== ${text} ===`)

/** @param {number} since milliseconds */
const secondsSince = (since) => Math.round((Date.now() - since) / 100) / 10

/**
 * Runs the checks two at a time, each to its end whatever the others say. What they say is kept for the summary.
 *
 * @param {{ name: string, args: string[] }[]} checks
 * @param {{ root: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Outcome[]>}
 */
export async function runChecks(checks, options) {
  const waiting = [...checks]
  /** @type {Outcome[]} */
  const outcomes = []
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const since = Date.now()
      const { ok, output } = await run(check.args, { ...options, shown: false })
      const counts = { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
      outcomes.push({ name: check.name, ...counts, seconds: secondsSince(since), output: output.trim() })
    }
  }
  await Promise.all([lane(), lane()])
  return outcomes
}

/**
 * Runs vitest over some tests, or all, showing it as it goes, and counts from its JSON report.
 *
 * @param {string} name
 * @param {string[]} tests folders, or other words vitest takes; none for all
 * @param {{ root: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Outcome>}
 */
export async function runVitest(name, tests, options) {
  heading(name)
  const since = Date.now()
  const scratch = mkdtempSync(join(tmpdir(), 'hailong-test-'))
  const report = join(scratch, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = join(options.root, 'node_modules', 'vitest', 'vitest.mjs')
  const { ok } = await run([vitest, 'run', ...reporters, ...tests], { ...options, shown: true })
  const counts = countTests(existsSync(report) ? readFileSync(report, 'utf8') : null, ok)
  rmSync(scratch, { recursive: true, force: true })
  return { name, ...counts, seconds: secondsSince(since) }
}

/**
 * Counts a vitest report. A file that could not be loaded has no tests and counts as one failure, so does a run that ended
 * badly without a failed test (an error outside the tests, or no report at all).
 *
 * @param {string | null} report the JSON vitest wrote; null when it wrote none
 * @param {boolean} ok whether vitest ended well
 */
export function countTests(report, ok) {
  if (report === null) return { passed: 0, failed: 1 }
  /** @type {{ numPassedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const { numPassedTests, testResults } = JSON.parse(report)
  const failures = testResults.map(({ status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed').length
    return status === 'failed' ? Math.max(failed, 1) : failed
  })
  const failed = failures.reduce((sum, count) => sum + count, 0)
  return { passed: numPassedTests, failed: failed === 0 && !ok ? 1 : failed }
}

/**
 * Prints what failed checks said, every step with its time, then the line others read; nothing may be printed after it.
 *
 * @param {Outcome[]} outcomes
 * @returns {boolean} whether nothing failed
 */
export function summarize(outcomes) {
  for (const { name, failed, output } of outcomes) {
    if (failed === 0 || !output) continue
    heading(`${name}: FAILED`)
    console.log(output)
  }
  heading('summary')
  for (const { name, passed, failed, seconds } of outcomes) {
    console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`)
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0
}
