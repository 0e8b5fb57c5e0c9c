import { z } from 'zod'
import { storedInput } from '#core/text/stored-text'

/** One thing wrong with one place of the input; `path` is dotted, `''` for the whole. */
export const Issue = z.object({ path: z.string(), code: z.string() })
export type Issue = z.infer<typeof Issue>

/** Every reply that is not a success has this shape; `code` is on the wire, words are for people. */
export const ErrorReply = z.object({
  code: z.string(),
  message: z.string(),
  issues: z.array(Issue).optional(),
})
export type ErrorReply = z.infer<typeof ErrorReply>

type ZodIssue = z.core.$ZodIssue

/** What a schema found wrong, as paths and stable codes; `input` tells a missing field from one of the wrong type. */
export function issuesOf(error: z.ZodError, input: unknown): Issue[] {
  return error.issues.flatMap((issue) => issuesFrom(issue, input))
}

function issuesFrom(issue: ZodIssue, input: unknown): Issue[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...issue.path.map(String), key].join('.'), code: 'unknown_field' }))
  return [{ path, code: codeOf(issue, input) }]
}

function codeOf(issue: ZodIssue, input: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      if (valueAt(input, issue.path) === undefined) return 'required'
      return issue.expected === 'int' ? 'not_integer' : 'invalid_type'
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : issue.origin === 'array' ? 'too_many' : 'too_big'
    case 'too_small':
      return issue.origin === 'string' ? 'too_short' : issue.origin === 'array' ? 'too_few' : 'too_small'
    case 'custom':
      return typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'invalid'
    case 'invalid_format':
      return 'invalid_format'
    case 'invalid_value':
    case 'invalid_union':
      return valueAt(input, issue.path) === undefined ? 'required' : 'invalid_value'
    default:
      return 'invalid'
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

/**
 * Holds an input against a schema: the one door through which bodies, queries, parameters and mappings come in. Text is
 * first made what is stored and hashed. @returns its value, or what is wrong with it
 */
export function parseInput<T>(
  schema: z.ZodType<T>,
  input: unknown,
): { readonly value: T } | { readonly issues: readonly Issue[] } {
  const stored = storedInput(input)
  const parsed = schema.safeParse(stored)
  return parsed.success ? { value: parsed.data } : { issues: issuesOf(parsed.error, stored) }
}
