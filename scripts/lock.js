// @ts-check
import fs from 'fs'
import { hostname } from 'os'
import { join } from 'path'

const pollMilliseconds = 200
const beatMilliseconds = 2000

/** What a rename onto a standing lock fails with: ENOTEMPTY or EEXIST on Linux and macOS, the others on Windows. */
const heldCodes = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES']

/**
 * Runs the work while holding a lock directory, waiting for whoever holds it. The directory is born by one rename and goes
 * by one, so it never stands without its owner's name. A holder whose process is gone, or whose heartbeat stood still all the
 * while we watched (another machine on a shared folder), has lost it.
 *
 * @template T
 * @param {string} path of the lock directory
 * @param {() => Promise<T>} work
 * @param {{ silentMilliseconds?: number, onWait?: () => void }} [options] how long a heartbeat may stand still: one minute
 * @returns {Promise<T>}
 */
export async function withLock(path, work, options = {}) {
  const id = await acquire(path, options)
  const beat = setInterval(() => touch(path), beatMilliseconds)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    release(path, id)
  }
}

/**
 * @param {string} path
 * @param {{ silentMilliseconds?: number, onWait?: () => void }} options
 * @returns {Promise<string>} what this holder is called in the lock
 */
async function acquire(path, { silentMilliseconds = 60000, onWait = () => {} }) {
  const id = process.pid + '-' + Math.random().toString(36).slice(2)
  let seen = { beat: heartbeat(path), at: Date.now() }
  let told = false
  while (!create(path, id) && !takeOver(path, id, Date.now() - seen.at > silentMilliseconds)) {
    if (!told) onWait()
    told = true
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds))
    const beat = heartbeat(path)
    if (beat !== seen.beat) seen = { beat, at: Date.now() }
  }
  return id
}

/**
 * @param {string} path
 * @param {string} id
 */
function create(path, id) {
  const draft = path + '-' + id
  fs.mkdirSync(draft)
  writeOwner(draft, id)
  try {
    fs.renameSync(draft, path)
    return true
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true })
    if (heldCodes.includes(codeOf(error))) return false
    throw error
  }
}

/**
 * A lost lock passes to whoever makes the directory named after the lost owner, so that of two who notice at once one gets it.
 *
 * @param {string} path
 * @param {string} id
 * @param {boolean} silent whether the owner's heartbeat has stood still for too long
 */
function takeOver(path, id, silent) {
  const owner = ownerOf(path)
  if (owner === null || !(silent || isGone(owner))) return false
  const claim = join(path, 'after-' + owner.id)
  try {
    fs.mkdirSync(claim)
  } catch {
    return false
  }
  const now = ownerOf(path)
  if (now === null || now.id !== owner.id) {
    fs.rmdirSync(claim)
    return false
  }
  writeOwner(path, id)
  return true
}

/**
 * @param {string} path
 * @param {string} id
 */
function release(path, id) {
  const owner = ownerOf(path)
  if (owner === null || owner.id !== id) return
  const gone = path + '-' + id
  fs.renameSync(path, gone)
  fs.rmSync(gone, { recursive: true, force: true })
}

/**
 * @param {unknown} error
 * @returns {string} the system's code of a failed file operation; empty for other errors
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** @param {{ pid: number, host: string }} owner */
function isGone(owner) {
  if (owner.host !== hostname()) return false
  try {
    process.kill(owner.pid, 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

/**
 * @param {string} path
 * @param {string} id
 */
function writeOwner(path, id) {
  const draft = join(path, 'owner-' + id)
  fs.writeFileSync(draft, JSON.stringify({ id, pid: process.pid, host: hostname() }))
  fs.renameSync(draft, join(path, 'owner'))
}

/**
 * @param {string} path
 * @returns {{ id: string, pid: number, host: string } | null} null when nobody holds it
 */
function ownerOf(path) {
  try {
    return JSON.parse(fs.readFileSync(join(path, 'owner'), 'utf8'))
  } catch {
    return null
  }
}

/** @param {string} path */
function heartbeat(path) {
  const owner = ownerOf(path)
  try {
    return owner === null ? '' : owner.id + ' ' + fs.statSync(join(path, 'owner')).mtimeMs
  } catch {
    return ''
  }
}

/** @param {string} path */
function touch(path) {
  try {
    fs.utimesSync(join(path, 'owner'), new Date(), new Date())
  } catch {
    // Whoever took the lock over beats for it now.
  }
}
