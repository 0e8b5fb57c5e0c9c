import type { Config } from '../config.ts'

/** The outside world of a command. */
export interface CommandIo {
  readonly config: Config
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  readonly version: string
  /** Folders whose files the server gives to everybody; left out where the program is not built. */
  readonly served?: readonly string[]
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
  /** @throws UsageError, CommandError, or what stopped the work */
  run(args: readonly string[], io: CommandIo): Promise<ExitCode>
}
