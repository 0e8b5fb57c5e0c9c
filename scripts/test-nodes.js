// @ts-check
// npm run test:nodes [-- 22 24 ...]: the tests of the last commit on several Node versions, each on a clone of its own.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { findNpm } from './npm.js'
import { root, stop } from './setup.js'

const usual = ['20', '22', '24']

/** npm publishes each Node for each system as a package of its own, with the headers that modules compile against. */
const packageOfNode = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`

/**
 * Fetches a Node version.
 *
 * @param {string} version a major, or a whole version
 * @param {{ npm: string, folder: string }} place
 * @returns {string} the folder it stands in
 */
function fetchNode(version, { npm, folder }) {
  mkdirSync(folder, { recursive: true })
  const install = [npm, 'install', '--no-save', '--prefix', folder, `${packageOfNode}@${version}`]
  execFileSync(process.execPath, install, { stdio: ['ignore', 'ignore', 'inherit'] })
  return join(folder, 'node_modules', packageOfNode)
}

/**
 * Runs `npm test` on a fresh clone with the Node of that version; what it says is shown.
 *
 * @param {string} version
 * @param {{ npm: string, scratch: string }} place
 * @returns {{ version: string, ok: boolean }} with the version in full
 */
function testOn(version, { npm, scratch }) {
  const home = fetchNode(version, { npm, folder: join(scratch, `node-${version}`) })
  const node = process.platform === 'win32' ? join(home, 'node.exe') : join(home, 'bin', 'node')
  const clone = join(scratch, `clone-${version}`)
  execFileSync('git', ['clone', '--quiet', root, clone])
  const full = execFileSync(node, ['--version']).toString().trim()
  console.log(`\n##### Node ${full} #####`)
  const env = {
    ...process.env,
    PATH: [dirname(node), process.env.PATH].join(delimiter),
    npm_execpath: npm,
    npm_node_execpath: node,
    npm_config_nodedir: home,
  }
  const { status } = spawnSync(node, ['scripts/test.js'], { cwd: clone, env, stdio: ['ignore', 'inherit', 'inherit'] })
  rmSync(clone, { recursive: true, force: true })
  return { version: full, ok: status === 0 }
}

const npm = findNpm() ?? stop('npm was not found beside Node.js.')
const asked = process.argv.slice(2)
const scratch = mkdtempSync(join(tmpdir(), 'hailong-nodes-'))
try {
  const outcomes = (asked.length > 0 ? asked : usual).map((version) => testOn(version, { npm, scratch }))
  console.log('')
  for (const { version, ok } of outcomes) console.log(`${ok ? 'ok    ' : 'FAILED'} Node ${version}`)
  process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
