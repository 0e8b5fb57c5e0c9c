// @ts-check
import { createHash } from 'crypto'
import fs from 'fs'
import { join } from 'path'

/** Everything the build reads: folders whole, files one by one. */
export const buildInputs = [
  'server',
  'kiosk',
  'dashboard',
  'migrations',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'svelte.config.js',
  'scripts/build.js',
]

/** What a whole build leaves behind; one of them missing makes it stale. */
export const buildOutputs = ['server/main.js', 'server/cli.js', 'server/worker.js', 'kiosk', 'dashboard']

/** @param {string} path @returns {string | null} */
function read(path) {
  return fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : null
}

/** @param {string} root @param {string} path @returns {string[]} */
function filesUnder(root, path) {
  const full = join(root, path)
  if (!fs.existsSync(full)) return []
  if (!fs.statSync(full).isDirectory()) return [path]
  const names = fs.readdirSync(full).filter((name) => name[0] !== '.')
  return names.sort().flatMap((name) => filesUnder(root, path + '/' + name))
}

/**
 * SHA-256 over the paths and contents of everything the build reads. Contents, not times, so that a fresh checkout of the
 * same commit is not built again.
 *
 * @param {string} root the folder of the product
 * @returns {string} hexadecimal
 */
export function sourceHash(root) {
  const hash = createHash('sha256')
  for (const path of buildInputs.flatMap((input) => filesUnder(root, input))) {
    const content = fs.readFileSync(join(root, path))
    hash.update(path + '\0' + content.length + '\0').update(content)
  }
  return hash.digest('hex')
}

/** @param {string} root @returns {boolean} whether `dist` is whole and made from the sources as they are now */
export function buildIsFresh(root) {
  if (buildOutputs.some((output) => !fs.existsSync(join(root, 'dist', output)))) return false
  return read(join(root, 'dist', 'stamp')) === sourceHash(root)
}

/** @param {string} folder of a whole build @param {string} hash of the sources as they were when it began */
export function stampBuild(folder, hash) {
  fs.writeFileSync(join(folder, 'stamp'), hash)
}

/**
 * The lock file's hash with the Node it was installed for: compiled modules of one Node major do not load in another.
 *
 * @param {string} root
 */
function installHash(root) {
  const lock = fs.readFileSync(join(root, 'package-lock.json'))
  const platform = [process.platform, process.arch, process.versions.modules].join('-')
  return createHash('sha256').update(lock).digest('hex') + ' ' + platform
}

/** @param {string} root */
const installStampPath = (root) => join(root, 'node_modules', '.hailong-stamp')

/** @param {string} root @returns {boolean} whether `node_modules` is what the lock file says, for this Node */
export function installIsFresh(root) {
  const stamp = read(installStampPath(root))
  if (stamp !== null) return stamp === installHash(root)
  if (!installedByHand(root)) return false
  stampInstall(root)
  return true
}

/** @param {string} root */
export function stampInstall(root) {
  fs.writeFileSync(installStampPath(root), installHash(root))
}

/**
 * Whether `npm install` or `npm ci` was run without us and brought what the lock file says. npm writes its own list into
 * `node_modules` as the last act of an install, so an interrupted one does not count.
 *
 * @param {string} root
 */
function installedByHand(root) {
  const listed = read(join(root, 'node_modules', '.package-lock.json'))
  if (listed === null) return false
  const wanted = Object.entries(JSON.parse(fs.readFileSync(join(root, 'package-lock.json'), 'utf8')).packages)
  const present = JSON.parse(listed).packages
  return wanted.every(([path, entry]) => {
    if (path === '') return true
    if (!present[path]) return entry.optional === true
    return present[path].version === entry.version && present[path].integrity === entry.integrity
  })
}
