// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} Entry */

/**
 * The folders of all packages a production install has, as the lock file nests them: what the product depends on, and
 * what that depends on in turn. Optional ones and peers only where they are installed.
 *
 * @param {string} root the folder of the product
 * @returns {string[]} such as `node_modules/fastify`, sorted
 */
export function productionFolders(root) {
  /** @type {{ packages: Record<string, Entry> }} */
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  /** @type {Set<string>} */
  const found = new Set()
  const waiting = ['']
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = packages[at] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const folder = folderOf(name, at, packages)
      if (folder === null || found.has(folder)) continue
      if (existsSync(join(root, folder))) {
        found.add(folder)
        waiting.push(folder)
      } else if (name in dependencies && !(name in optionalDependencies)) throw new Error(`${folder} is not installed`)
    }
  }
  return [...found].sort()
}

/**
 * Where a package finds another: in its own folder, or in one further up.
 *
 * @param {string} name
 * @param {string} from the folder of the package that asks
 * @param {Record<string, Entry>} packages
 * @returns {string | null} null where the lock file has none
 */
function folderOf(name, from, packages) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const folder = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (folder in packages) return folder
    if (at === '') return null
  }
}
