import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ApiError } from './errors.ts'
import { issuesOf } from './issues.ts'

/**
 * Requests are parsed by the zod schema of their route; replies are built from the same types and written as plain JSON
 * (tests hold them against their schemas).
 */
export function useZod(app: FastifyInstance): void {
  // The framework would take plain text as a body too: a type that a foreign page may send without asking.
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(({ schema }) => (input: unknown) => {
    if (!(schema instanceof z.ZodType)) throw new Error('a route without a zod schema')
    const parsed = schema.safeParse(input)
    return parsed.success
      ? { value: parsed.data }
      : { error: new ApiError('invalid_request', issuesOf(parsed.error, input)) }
  })
  app.setSerializerCompiler(() => (reply) => JSON.stringify(reply))
}
