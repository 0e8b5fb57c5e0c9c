import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the built program and its data lie. */
export interface Place {
  /** Folder with the built `server`. */
  readonly dist: string
  readonly dataDir: string
  /** Settings besides DATA_DIR and PORT. */
  readonly env?: Readonly<Record<string, string>>
}

/** How a process ended; one of the two is null. */
export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The real server in a process of its own. */
export interface ServerProcess {
  readonly address: string
  /** What its start printed. */
  readonly greeting: string
  readonly pid: number
  readonly ended: Promise<Ending>
  /** What it wrote to stderr so far. */
  complaints(): string
  /** Ends this process, and no other, and waits until it is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ending>
}

/** A place in a new folder of its own, for the build under test. */
export const newPlace = (): Place => ({ dist: builtProgram, dataDir: mkdtempSync(join(tmpdir(), 'hai-long-')) })

/** Removes the data of a place. */
export const removePlace = ({ dataDir }: Place): void => rmSync(dataDir, { recursive: true, force: true })

/** The build under test: `dist`, or another one for whoever works on the program while this runs. */
export const builtProgram = process.env['HAILONG_DIST'] ?? join(import.meta.dirname, '../../dist')

const environment = ({ dataDir, env }: Place): NodeJS.ProcessEnv => ({
  ...process.env,
  DATA_DIR: dataDir,
  PORT: '0',
  HOST: '127.0.0.1',
  ...env,
})

/** Starts the server on a free port. @returns once it listens; throws with its words when it ends before that */
export async function startServer(place: Place): Promise<ServerProcess> {
  const main = join(place.dist, 'server/main.js')
  const child = spawn(process.execPath, [main], { env: environment(place), stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { out: '', err: '' }
  const ended = endOf(child)
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output.out += chunk.toString()
      if (output.out.includes('Ctrl+C')) resolve()
    })
    void ended.then(() => reject(new Error(`the server did not start: ${output.err}`)))
  })
  return {
    address: `http://127.0.0.1:${/:(\d+)\/dashboard\//.exec(output.out)?.[1] ?? ''}`,
    greeting: output.out,
    pid: child.pid ?? 0,
    ended,
    complaints: () => output.err,
    kill: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

/** Resolves when a process that was started here is gone and its output read. */
export function endOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })))
}

/** Runs `hailong …` on a data folder. @returns its exit code and the JSON it printed; throws when it printed none */
export async function hailong(
  place: Place,
  ...words: readonly string[]
): Promise<{ code: number | null; json: unknown }> {
  const cli = join(place.dist, 'server/cli.js')
  const child = spawn(process.execPath, [cli, ...words], { env: environment(place), stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()))
  const { code } = await endOf(child)
  if (output.out === '') throw new Error(`hailong ${words.join(' ')} ended with ${String(code)}: ${output.err}`)
  return { code, json: JSON.parse(output.out) as unknown }
}
