// @ts-check
// npm run bundle [-- --out DIR] [--with-node]: a folder that runs without npm, a registry or an internet.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchers, readme, starter } from './launchers.js'
import { productionFolders } from './modules.js'
import { root, setup, stop } from '../setup.js'

/** What a running server never reads. */
const unneeded = [/\.d\.[cm]?ts$/, /\.map$/]
/** Of a compiled driver: its own code and what was made of the rest, not what that was made from. */
const driverNeeds = /^(package\.json|LICENSE|lib|prebuilds|build|build.Release|build.Release.better_sqlite3\.node)$/

/**
 * @param {string} folder of a package
 * @returns {(path: string) => boolean} whether a path of it is needed
 */
const isNeeded = (folder) => (path) => {
  if (path === folder) return true
  const inside = relative(folder, path)
  const [first] = inside.split(/[\\/]/)
  // What a package depends on is copied from a list of its own.
  if (first === 'node_modules') return false
  if (folder.includes('better-sqlite3') && first !== 'lib' && first !== 'prebuilds') return driverNeeds.test(inside)
  return !unneeded.some((shape) => shape.test(path))
}

/** @param {string} folder @returns {number} bytes */
function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

/** @param {string} out @returns {boolean} whether a compiled SQLite driver came along */
const hasDriver = (out) =>
  readdirSync(join(out, 'node_modules'), { recursive: true }).some((path) =>
    /better-sqlite3.*\.node$/.test(String(path)),
  )

/** Packages that the pages are compiled with, and so are handed on in them. */
const builtIn = ['idb', 'svelte', 'uplot', 'uqr']

/**
 * @param {string} out
 * @param {{ dist: string, withNode: boolean }} parts
 */
function writeBundle(out, { dist, withNode }) {
  const project = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  mkdirSync(out, { recursive: true })
  for (const part of ['server', 'kiosk', 'dashboard'])
    cpSync(join(dist, part), join(out, 'dist', part), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    })
  for (const folder of productionFolders(root))
    cpSync(join(root, folder), join(out, folder), { recursive: true, filter: isNeeded(join(root, folder)) })
  if (!hasDriver(out))
    stop('Chưa có trình điều khiển SQLite cho Node này: chạy "npm start" một lần. / No SQLite driver.')
  for (const file of ['LICENSE', 'NOTICE.md']) cpSync(join(root, file), join(out, file))
  for (const name of builtIn) {
    const folder = join(root, 'node_modules', name)
    for (const file of readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file)))
      cpSync(join(folder, file), join(out, 'licences', `${name}-${file}`))
  }
  const { name, version } = project
  writeFileSync(
    join(out, 'package.json'),
    JSON.stringify({ name, version, private: true, type: 'module' }, null, 2) + '\n',
  )
  writeFileSync(join(out, 'start.js'), starter(process.versions.node, process.platform, process.arch))
  for (const [file, text] of Object.entries(launchers)) {
    writeFileSync(join(out, file), text)
    chmodSync(join(out, file), 0o755)
  }
  writeFileSync(join(out, 'DOC-TRUOC.md'), readme(version, process.versions.node, withNode))
  if (withNode) {
    mkdirSync(join(out, 'node'))
    cpSync(process.execPath, join(out, 'node', process.platform === 'win32' ? 'node.exe' : 'node'))
  }
}

async function main() {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, dist: { type: 'string' }, 'with-node': { type: 'boolean', default: false } },
  })
  const usual = join(root, 'bundle', 'hai-long')
  const out = resolve(values.out ?? usual)
  if (out === usual) rmSync(out, { recursive: true, force: true })
  if (existsSync(out) && readdirSync(out).length > 0) stop(`Thư mục ${out} đã có tệp. / The folder is not empty.`)
  // --dist: a build that is there already.
  if (values.dist === undefined) await setup()
  writeBundle(out, { dist: values.dist ?? join(root, 'dist'), withNode: values['with-node'] })
  const megabytes = Math.round(sizeOf(out) / 100_000) / 10
  console.log(JSON.stringify({ folder: out, megabytes, node: process.versions.node }))
}

main().catch((error) => stop(String(error.stack)))
