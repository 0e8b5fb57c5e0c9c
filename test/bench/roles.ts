import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startBare, startEcho } from './echo.ts'
import type { LoadJob, LoadResult } from './load.ts'
import { load } from './load.ts'

/** Processes of the bench besides the measuring one, so that server and clients never share a thread. */
export type Role = 'echo' | 'bare' | 'load'

/** Plays a role in a forked process. @returns false when the process was started for the bench itself */
export function playRole(role: string | undefined): boolean {
  if (role === 'load')
    process.once('message', (job: LoadJob) => void load(job).then((result) => process.send?.(result)))
  else if (role === 'echo') void startEcho().then((address) => process.send?.(address))
  else if (role === 'bare') void startBare().then((address) => process.send?.(address))
  else return false
  return true
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
