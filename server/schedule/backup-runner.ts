import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import type { Backups } from '../store/operations/backup-runs.ts'

/** Makes backups in a process of their own, one at a time, so that taps go on and a stop need not wait. */
export interface BackupRunner {
  running(): boolean
  /**
   * Begins one unless one is being made, and resolves when it has ended, well or not; what came of it is recorded.
   * The audit tells one that was due from one that somebody asked for.
   */
  start(due?: 'due'): Promise<void>
  /**
   * Ends the one that is being made, and begins no more. Nothing half done is left under a backup's name, and nothing is
   * recorded, because a stop is no failure: the next start makes the backup.
   */
  stop(): void
}

export interface BackupRunnerParts {
  /** The built command line. */
  readonly cliFile: string
  readonly backups: Backups
  readonly clock: () => number
}

/** An office PC does this while citizens stand at the kiosk; where the system does not let it give way, it goes on. */
function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or the account may not.
  }
}

/** Runs `hailong backup` for the server. */
export function createBackupRunner({ cliFile, backups, clock }: BackupRunnerParts): BackupRunner {
  let current: { readonly child: ChildProcess; readonly ended: Promise<void> } | null = null
  let stopped = false

  const begin = (folder: string, due?: 'due'): { child: ChildProcess; ended: Promise<void> } => {
    const flags = ['--json', '--at', new Date(clock()).toISOString(), ...(due === undefined ? [] : ['--scheduled'])]
    const child = spawn(process.execPath, [cliFile, 'backup', '--to', folder, ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    })
    giveWay(child)
    return { child, ended: endOf(child, folder) }
  }

  const endOf = async (child: ChildProcess, folder: string): Promise<void> => {
    let words = ''
    child.stderr?.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-500)))
    const code = await new Promise<number | null>((resolve) => {
      child.on('error', (error) => {
        words = error.message
        resolve(null)
      })
      child.on('close', resolve)
    })
    current = null
    if (stopped) return
    // 0 and 1 are recorded by the command itself, whatever came of it.
    if (code === 0 || (code === 1 && words === '')) return
    const at = new Date(clock()).toISOString()
    await backups.record({
      at,
      folder,
      file: null,
      bytes: null,
      ledgerOk: null,
      reason: 'interrupted',
      detail: words.trim(),
    })
  }

  return {
    running: () => current !== null,
    start: async (due) => {
      if (current === null) {
        const { folder } = await backups.runs(clock())
        if (folder === null || stopped) return
        current ??= begin(folder, due)
      }
      await current.ended
    },
    stop: () => {
      stopped = true
      current?.child.kill()
    },
  }
}
