import { randomUUID } from 'node:crypto'
import { mkdir, realpath, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import type { FolderCheck, FolderReply } from '#contract/setup'

/** Why a folder cannot take backups. */
export type FolderProblem =
  | 'not_absolute'
  | 'folder_missing'
  /** It was to be made, but the folder to make it in is not there either. */
  | 'parent_missing'
  | 'not_a_folder'
  | 'not_writable'
  | 'inside_data'
  /** Among the pages that the server gives to everybody. */
  | 'inside_served'

/** Where no backup may lie. */
export interface ForbiddenFolders {
  readonly dataDir: string
  /** Folders whose files are served. */
  readonly served: readonly string[]
}

/** The folders of a build whose files are served. */
export const servedFolders = (distDir: string): readonly string[] =>
  ['kiosk', 'dashboard'].map((name) => join(distDir, name))

/**
 * Tries a folder as the place of backups: it must be there, take a file, and lie apart from the data and the pages. With `create` the
 * last part of it is made when only that is missing.
 */
export async function checkFolder(
  { folder, create = false }: FolderCheck,
  { dataDir, served }: ForbiddenFolders,
): Promise<FolderReply | FolderProblem> {
  if (!isAbsolute(folder)) return 'not_absolute'
  const pages = await Promise.all(served.map((path) => realpath(path).catch(() => path)))
  const isServed = (path: string): boolean => pages.some((page) => isIn(path, page))
  const own = await realpath(dataDir)
  const wanted = resolve(folder)
  const before = await kindOf(wanted)
  if (before === 'other') return 'not_a_folder'
  if (before === 'missing') {
    if (!create) return 'folder_missing'
    if ((await kindOf(dirname(wanted))) !== 'folder') return 'parent_missing'
    // Judged before it is made: nothing is left behind in the folder of the data.
    const future = join(await realpath(dirname(wanted)), basename(wanted))
    if (isIn(future, own)) return 'inside_data'
    if (isServed(future)) return 'inside_served'
    if (!(await succeeds(mkdir(wanted)))) return 'not_writable'
  }
  const real = await realpath(wanted)
  if (isIn(real, own)) return 'inside_data'
  if (isServed(real)) return 'inside_served'
  if (!(await takesFile(real))) return 'not_writable'
  const [there, here, space] = await Promise.all([stat(real), stat(own), statfs(real)])
  return {
    folder: real,
    created: before === 'missing',
    sameDisk: there.dev === here.dev,
    freeBytes: space.bavail * space.bsize,
  }
}

/** A folder beside the one of the data, to begin with. */
export const proposedFolder = (dataDir: string): string => join(dirname(dataDir), 'hai-long-sao-luu')

async function kindOf(path: string): Promise<'folder' | 'other' | 'missing'> {
  const found = await stat(path).catch(() => null)
  if (!found) return 'missing'
  return found.isDirectory() ? 'folder' : 'other'
}

/** Whether a folder lies in another one, or is it; both as the system knows them. */
export function isIn(folder: string, outer: string): boolean {
  const way = relative(outer, folder)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

async function takesFile(folder: string): Promise<boolean> {
  const file = join(folder, `.hai-long-${randomUUID()}`)
  const isWritten = await succeeds(writeFile(file, 'x', { flag: 'wx', flush: true }))
  await rm(file, { force: true })
  return isWritten
}

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  )
