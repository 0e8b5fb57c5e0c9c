// @ts-check
import fs from 'fs'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'
import { withLock } from './lock.js'
import { nodeProblem } from './node-version.js'
import { findNpm, runNode } from './npm.js'
import { buildIsFresh, installIsFresh, stampInstall } from './stamp.js'

/** The folder of the product. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Where the lock of installing and building stands; the launchers' leavings share its first letters. */
export const lockPath = join(root, '.hailong-lock')

/** @param {string} sentence */
const say = (sentence) => process.stderr.write(sentence + '\n')

/**
 * Ends the process with a sentence and status 1.
 *
 * @param {string} sentence what is wrong and how to mend it
 * @returns {never}
 */
export function stop(sentence) {
  say(sentence)
  process.exit(1)
}

/**
 * Makes a fresh clone runnable: refuses too old a Node, installs what the lock file names, builds what is missing or stale.
 * Does nothing but read when all is fresh. Everything it says goes to stderr.
 *
 * @param {() => Promise<unknown>} [meanwhile] work that needs the packages but not the compiled driver nor the build; run
 *   once, beside the compiling and building where there is any
 */
export async function setup(meanwhile = async () => {}) {
  const problem = nodeProblem(process.versions.node)
  if (problem !== null) stop(problem)
  if (installIsFresh(root) && buildIsFresh(root)) {
    await meanwhile()
    return
  }
  const onWait = () => say('Đang chờ một lần cài đặt khác… / Waiting for another set-up to end (' + lockPath + ')…')
  await withLock(lockPath, () => installAndBuild(meanwhile), { onWait })
}

/**
 * Installs what the lock file names where it is not there, and builds nothing.
 *
 * @param {() => Promise<unknown>} [meanwhile] as for `setup`
 */
export async function install(meanwhile = async () => {}) {
  const problem = nodeProblem(process.versions.node)
  if (problem !== null) stop(problem)
  if (installIsFresh(root)) {
    await meanwhile()
    return
  }
  await withLock(lockPath, () => installIfStale(meanwhile))
}

/**
 * Whoever waited for the lock looks again: the one before has usually done the work.
 *
 * @param {() => Promise<unknown>} meanwhile
 */
async function installAndBuild(meanwhile) {
  sweep(root)
  let built = true
  await installIfStale(async () => {
    const building = buildIfStale()
    await meanwhile()
    built = await building
  })
  if (!built) stop('Không dựng được chương trình: xem lỗi ở trên. / The build failed: see the error above.')
}

/** @returns {Promise<boolean>} whether a build of today's sources is there */
async function buildIfStale() {
  if (buildIsFresh(root)) return true
  say('Đang dựng chương trình… / Building…')
  return runNode([join(root, 'scripts', 'build.js'), '--locked'], root)
}

/**
 * Installs what the lock file names, unless it is there. Only the holder of the lock may.
 *
 * @param {() => Promise<unknown>} [meanwhile] as for `setup`
 */
export async function installIfStale(meanwhile = async () => {}) {
  if (installIsFresh(root)) {
    await meanwhile()
    return
  }
  const npm = findNpm()
  if (npm === null) {
    stop(
      'Không tìm thấy npm cạnh Node.js: hãy cài lại Node.js từ https://nodejs.org.\n' +
        'npm was not found beside Node.js: please install Node.js again from https://nodejs.org.',
    )
  }
  say('Đang cài các gói cần thiết (1–3 phút)… / Installing packages (1–3 minutes)…')
  // NODE_ENV=production would leave out what the build needs.
  const fetched = await runNode([npm, 'ci', '--include=dev', '--ignore-scripts'], root)
  const [installed] = fetched ? await Promise.all([compileDriver(npm), meanwhile()]) : [false]
  if (!installed) {
    stop(
      'Không cài được các gói. Kiểm tra kết nối mạng, dừng Hài Lòng nếu đang chạy, rồi chạy lại lệnh này.\n' +
        'The packages could not be installed. Check the network, stop Hài Lòng if it is running, and run this again.',
    )
  }
  stampInstall(root)
}

/**
 * The SQLite driver for Node 20 is the only package that has to be compiled; newer Nodes take one that comes compiled.
 *
 * @param {string} npm
 * @returns {Promise<boolean>} whether it is there
 */
async function compileDriver(npm) {
  if (parseInt(process.versions.node, 10) >= 22) return true
  // As SQLite's own build does: the -O3 that node-gyp asks for takes half as long again, and without fdatasync each
  // commit also waits until the time of the file's last change is on the disk.
  const env = { CFLAGS: '-O2 -DHAVE_FDATASYNC=1', CXXFLAGS: '-O2', ...process.env }
  return runNode([npm, 'rebuild', 'better-sqlite3-node20'], root, env)
}

/**
 * Removes half builds that a process left behind when it was ended. Only the holder of the lock may.
 *
 * @param {string} folder
 */
export function sweep(folder) {
  const left = fs.readdirSync(folder).filter((name) => /^\.hailong-(build|old)-/.test(name))
  for (const name of left) fs.rmSync(join(folder, name), { recursive: true, force: true })
}
