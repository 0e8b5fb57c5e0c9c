// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { installByApt } from './programs/apt.js'
import { runNode } from './npm.js'
import { root } from './setup.js'

/** Debian's name, of the program and of its package, for the engine without the browser around it. */
const debianShell = 'chromium-headless-shell'

/** The shell's pages are the same and open three times as fast; a few things only a whole browser can do. */
/** @typedef {'shell' | 'whole'} Wanted */

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']

const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge']

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** @returns {string[]} the folders in which the system looks for programs */
function programFolders() {
  return (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin', '/snap/bin')
}

/** @returns {string[]} where a browser of the system may be, the likeliest first */
function systemPaths() {
  if (process.platform === 'darwin') {
    return macApplications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '')
    return folders.filter(Boolean).flatMap((folder) => windowsPrograms.map((program) => join(folder, program)))
  }
  return names.flatMap((name) => programFolders().map((folder) => join(folder, name)))
}

/** @returns {string} the folder into which Playwright's installer unpacks browsers */
function playwrightFolder() {
  const given = process.env.PLAYWRIGHT_BROWSERS_PATH
  if (given) return given
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright')
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright')
  return join(homedir(), '.cache', 'ms-playwright')
}

/** What Playwright's installer unpacks, by the name its folder begins with. */
const playwrightPrograms = {
  chromium_headless_shell: ['chrome-headless-shell', 'chrome-headless-shell.exe'],
  chromium: [
    'chrome',
    'chrome.exe',
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ],
}

/** @param {keyof typeof playwrightPrograms} kind @returns {string[]} the newest first */
function playwrightPaths(kind) {
  const home = playwrightFolder()
  if (!existsSync(home)) return []
  const versions = readdirSync(home).filter((name) => name.startsWith(kind + '-'))
  return versions.reverse().flatMap((version) =>
    readdirSync(join(home, version))
      .filter((name) => name.startsWith('chrome-'))
      .flatMap((folder) => playwrightPrograms[kind].map((program) => join(home, version, folder, program))),
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

/** @param {Wanted} wanted @returns {string | null} the path of a browser that starts; null when there is none */
function find(wanted) {
  const shells = programFolders().map((folder) => join(folder, debianShell))
  const paths =
    wanted === 'shell'
      ? [...shells, ...playwrightPaths('chromium_headless_shell')]
      : [...systemPaths(), ...playwrightPaths('chromium')]
  return paths.find(works) ?? null
}

/**
 * The browser of the end-to-end tests: `CHROME_PATH`, else one of the system's, else Playwright's; installed where there is
 * none. Where no shell is to be had, a whole browser does what it would do.
 *
 * @param {Wanted} wanted
 * @returns {Promise<string | null>} null when there is none and none could be installed
 */
export async function provideChromium(wanted) {
  const given = process.env.CHROME_PATH
  // A path that was asked for and does not work is an error, not a reason to take another.
  if (given) return works(given) ? given : null
  const found = find(wanted)
  if (found !== null) return found
  await installByApt(wanted === 'shell' ? debianShell : 'chromium')
  const installed = find(wanted)
  if (installed !== null) return installed
  if (wanted === 'shell') return provideChromium('whole')
  process.stderr.write('No Chromium found: installing one…\n')
  await runNode([join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], root)
  return find(wanted)
}
