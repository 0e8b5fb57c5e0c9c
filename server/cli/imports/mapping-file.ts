import { existsSync, readFileSync } from 'node:fs'
import type { parseInput } from '#contract/errors'
import { CommandError, UsageError } from '../args.ts'

type Parsed<T> = ReturnType<typeof parseInput<T>>

/** Reads a mapping that somebody wrote by hand. @throws CommandError when there is none, UsageError when it is wrong */
export function readMappingFile<T>(file: string, parse: (input: unknown) => Parsed<T>): T {
  const text = existsSync(file) ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '') : null
  if (text === null) throw new CommandError(`there is no mapping ${file}`)
  const input = jsonOf(text)
  if (input === undefined) throw new UsageError(`${file}: malformed_json: the mapping is not JSON`)
  const parsed = parse(input)
  if ('value' in parsed) return parsed.value
  const places = parsed.issues.map(({ path, code }) => `${path}: ${code}`)
  throw new UsageError(`${file} is no mapping: ${places.join(', ')}`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
