import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What DuckDB is given to do: statements that make its table, and what is then asked many times. */
export interface DuckOrder {
  readonly file: string
  readonly threads: number
  readonly setup: readonly string[]
  readonly queries: Readonly<Record<string, string>>
  readonly times: number
}

/** Milliseconds of each time, and the rows found, every value as text. */
export interface DuckAnswer {
  readonly times: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

/** Runs DuckDB in a process of its own. It is no part of the program: the bench fetches it when it is first needed. */
export function askDuckDb(folder: string, order: DuckOrder): Readonly<Record<string, DuckAnswer>> {
  if (!existsSync(join(folder, 'node_modules')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    })
  const answer = execFileSync(process.execPath, [join(folder, 'measure.js'), JSON.stringify(order)], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64e6,
  })
  return JSON.parse(answer) as Record<string, DuckAnswer>
}
