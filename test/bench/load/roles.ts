import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { LoadJob, LoadResult } from './load.ts'

/** Processes of the bench besides the measuring one, so that server and clients never share a thread. */
export type Role = 'echo' | 'bare' | 'load'

export const isRole = (word: string | undefined): word is Role => word === 'echo' || word === 'bare' || word === 'load'

/** Plays a role in a forked process: takes its orders from the one that forked it, and tells it what came of them. */
export async function playRole(role: Role): Promise<void> {
  if (role === 'load') {
    const { load } = await import('./load.ts')
    process.once('message', (job: LoadJob) => void load(job).then((result) => process.send?.(result)))
    return
  }
  const address = role === 'echo' ? (await import('./echo.ts')).startEcho() : (await import('../bare.ts')).startBare()
  process.send?.(await address)
}

/** Starts this program anew in a role. `script` is the bench's own file. */
export const startRole = (script: string, role: Role): ChildProcess => fork(script, [role])

/** The next message of a forked process. */
export async function messageOf<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T]
  return message
}

/** Loads a server from a process of its own. */
export async function loadFrom(script: string, job: LoadJob): Promise<LoadResult> {
  const child = startRole(script, 'load')
  child.send(job)
  const result = await messageOf<LoadResult>(child)
  child.kill()
  return result
}
