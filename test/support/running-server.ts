import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const dist = join(import.meta.dirname, '../../dist/server')

/** A real server process on a data folder of its own. */
export interface RunningServer {
  readonly address: string
  readonly dataDir: string
  /** What the start printed. */
  readonly greeting: string
  /** The first administrator's one-time password, and the link that pairs the first kiosk, as printed. */
  readonly password: string
  readonly pairingLink: string
  /** Runs `hailong` on the same folder. */
  hailong(words: readonly string[], input?: string): { status: number | null; stdout: string; stderr: string }
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** A new folder under the system's temporary one. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'hai-long-'))

/** Removes a folder that `newFolder` made. */
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** Starts the built server and waits for its greeting; fails with what it printed when it ends instead. */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataDir = env['DATA_DIR'] ?? newFolder()
  const settings = { ...process.env, PORT: '0', DATA_DIR: dataDir, ...env }
  const child = spawn(process.execPath, [join(dist, 'main.js')], { env: settings, stdio: ['ignore', 'pipe', 'pipe'] })
  const greeting = await greetingOf(child)
  const address = /https?:\/\/localhost:\d+/.exec(greeting)?.[0] ?? ''
  return {
    address,
    dataDir,
    greeting,
    password: /password\): (\S+)/.exec(greeting)?.[1] ?? '',
    pairingLink: /\S+#pair=\S+/.exec(greeting)?.[0] ?? '',
    hailong: (words, input = '') =>
      spawnSync(process.execPath, [join(dist, 'cli.js'), ...words], { env: settings, input, encoding: 'utf8' }),
    stop: (signal = 'SIGTERM') => ended(child, signal),
  }
}

function greetingOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      if (printed.includes('Ctrl+C')) resolve(printed)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)))
  })
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}
