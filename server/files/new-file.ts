import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** A file that is there as a whole or not at all: it is written beside its name and renamed. */
export interface NewFile {
  write(piece: string | Uint8Array): void
  /** Gives the whole file its name. */
  keep(): void
  /** Leaves nothing of a file that was not kept. */
  drop(): void
}

/** @returns why nothing can be written there and what to do, or a file that is begun */
export function beginFile(file: string): NewFile | { readonly refused: string } {
  const half = `${file}.part`
  const handle = refusal(file) ?? opened(half)
  if (typeof handle === 'string') return { refused: handle }
  let ended = false
  const end = (): void => {
    if (!ended) closeSync(handle)
    ended = true
  }
  return {
    write: (piece) => {
      if (typeof piece === 'string') writeSync(handle, piece)
      else writeSync(handle, piece)
    },
    keep: () => {
      end()
      renameSync(half, file)
    },
    drop: () => {
      end()
      rmSync(half, { force: true })
    },
  }
}

function refusal(file: string): string | null {
  const folder = dirname(file)
  if (!existing(folder)?.isDirectory()) return `there is no folder ${folder}: make it first`
  const there = existing(file)
  if (there?.isDirectory()) return 'it is a folder: name a file in it'
  return there && !there.isFile() ? 'it is no ordinary file: choose another name' : null
}

/** What is there; null for nothing, and for a path through something that is no folder. */
function existing(path: string) {
  try {
    return statSync(path)
  } catch {
    return null
  }
}

function opened(half: string): number | string {
  try {
    return openSync(half, 'w')
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}: choose another folder`
  }
}
