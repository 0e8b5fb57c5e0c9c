import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'

/** The outside world of a command. */
export interface CommandIo {
  readonly config: Config
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  readonly version: string
  /** A line on stdout: the result, nothing else. */
  out(line: string): void
  /** A line on stderr: progress and explanations. */
  say(line: string): void
  /** All of stdin, for what must not stand on a command line. */
  stdin(): Promise<string>
}

/** What a command ends with: 0 ok, 1 problems found or failed, 2 wrong use. */
export type ExitCode = 0 | 1 | 2

/** One command of `hailong`. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string
  /** How it is called, shown by --help and on wrong use. */
  readonly usage: string
  run(words: readonly string[], io: CommandIo): Promise<ExitCode>
}

/** Called wrongly; the message says what is missing. */
export class UsageError extends Error {}

/** Failed in a way the caller can understand; the message ends with what to do. */
export class CommandError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * Reads options and at most `most` other words strictly.
 * @throws UsageError for an unknown option, a missing value or a word too many
 */
export function readWords<O extends Options>(words: readonly string[], options: O, most = 1) {
  try {
    const read = parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
    const [surplus] = read.positionals.slice(most)
    if (surplus !== undefined) throw new UsageError(`there is one word too many: ${surplus}`)
    return read
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** An option that must be there. @throws UsageError */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`)
  return value
}
