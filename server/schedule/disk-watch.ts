import { statfsSync } from 'node:fs'
import type { DiskSpace, DiskState } from '#core/operations/disk-space'
import { diskState } from '#core/operations/disk-space'

/** How much room the disk of the data has. */
export interface DiskWatch {
  space(): DiskSpace
  /** False when so little is left that nothing more may be acknowledged. */
  hasRoom(): boolean
  /** @returns the state when it is another than at the last call, else null */
  changed(): DiskState | null
}

export interface DiskWatchParts {
  readonly folder: string
  readonly clock: () => number
  /** Asks the system; given by tests. */
  readonly measure?: (folder: string) => DiskSpace
}

/** Every tap asks, so the system is asked once in five seconds: not even an import fills 50 MB in that time unseen. */
const FRESH_MS = 5_000

export function createDiskWatch({ folder, clock, measure = measureDisk }: DiskWatchParts): DiskWatch {
  let measured: { readonly at: number; readonly space: DiskSpace } | null = null
  let lastState: DiskState = 'fine'
  const space = (): DiskSpace => {
    const now = clock()
    if (measured === null || Math.abs(now - measured.at) >= FRESH_MS) measured = { at: now, space: measure(folder) }
    return measured.space
  }
  return {
    space,
    hasRoom: () => diskState(space()) !== 'full',
    changed: () => {
      const state = diskState(space())
      if (state === lastState) return null
      lastState = state
      return state
    },
  }
}

/** What the account that runs this may still write there. */
export function measureDisk(folder: string): DiskSpace {
  const { bavail, blocks, bsize } = statfsSync(folder)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}
