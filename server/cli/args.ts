import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import { storedText } from '#core/text/stored-text'

/** Called wrongly; the message says what is missing. */
export class UsageError extends Error {}

/** Failed in a way the caller can understand; the message ends with what to do. */
export class CommandError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

/** What the file system alone can read: a name is found only as it is written there. */
const pathOptions: ReadonlySet<string> = new Set(['to', 'out', 'map', 'against'])

/**
 * Reads options and at most `most` other words strictly; texts become what is stored of them.
 * @throws UsageError for an unknown option, a missing value or a word too many
 */
export function readArgs<O extends Options>(args: readonly string[], options: O, most = 1) {
  try {
    const read = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    for (const [name, value] of Object.entries(read.values))
      if (typeof value === 'string' && !pathOptions.has(name)) Reflect.set(read.values, name, storedText(value))
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
