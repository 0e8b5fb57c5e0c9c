// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { runNode } from './npm.js'
import { root } from './setup.js'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']

const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge']

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** @returns {string[]} where a browser of the system may be, the likeliest first */
function systemPaths() {
  if (process.platform === 'darwin') {
    return macApplications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '')
    return folders.filter(Boolean).flatMap((folder) => windowsPrograms.map((program) => join(folder, program)))
  }
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin', '/snap/bin')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** @returns {string} the folder into which Playwright's installer unpacks browsers */
function playwrightFolder() {
  const given = process.env.PLAYWRIGHT_BROWSERS_PATH
  if (given) return given
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright')
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright')
  return join(homedir(), '.cache', 'ms-playwright')
}

const playwrightPrograms = [
  'chrome',
  'chrome.exe',
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
]

/** @returns {string[]} */
function playwrightPaths() {
  const home = playwrightFolder()
  if (!existsSync(home)) return []
  const versions = readdirSync(home).filter((name) => /^chromium-\d+$/.test(name))
  return versions.reverse().flatMap((version) =>
    readdirSync(join(home, version))
      .filter((name) => name.startsWith('chrome-'))
      .flatMap((folder) => playwrightPrograms.map((program) => join(home, version, folder, program))),
  )
}

/**
 * Whether a browser stands there and starts: Ubuntu's `chromium` is only a door to snap, which containers do not have.
 * On Windows asking for the version would open a window, so its being there is enough.
 *
 * @param {string} path
 */
function works(path) {
  if (!existsSync(path)) return false
  return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
}

/** @returns {string | null} the path of a Chromium, Chrome or Edge that starts; null when there is none */
function findChromium() {
  return [...systemPaths(), ...playwrightPaths()].find(works) ?? null
}

/** Debian and Ubuntu as root: their own package brings the libraries it needs. */
function installByApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', 'chromium'],
  ]) {
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
}

/**
 * The browser of the end-to-end tests: `CHROME_PATH`, else one of the system's, else Playwright's; installed where there is none.
 *
 * @returns {Promise<string | null>} null when there is none and none could be installed
 */
export async function provideChromium() {
  const given = process.env.CHROME_PATH
  // A path that was asked for and does not work is an error, not a reason to take another.
  if (given) return works(given) ? given : null
  const found = findChromium()
  if (found !== null) return found
  process.stderr.write('No Chromium found: installing one…\n')
  installByApt()
  const installed = findChromium()
  if (installed !== null) return installed
  await runNode([join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], root)
  return findChromium()
}
