import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { parseInput } from '#contract/errors'
import { ApiError } from './errors.ts'

/**
 * Requests are parsed by the zod schema of their route; replies are built from the same types and written as plain JSON
 * (tests hold them against their schemas).
 */
export function useZod(app: FastifyInstance): void {
  // The framework would take plain text as a body too: a type that a foreign page may send without asking.
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(({ schema }) => (input: unknown) => {
    if (!(schema instanceof z.ZodType)) throw new Error('a route without a zod schema')
    const parsed = parseInput(schema, input)
    return 'value' in parsed ? parsed : { error: new ApiError('invalid_request', parsed.issues) }
  })
  app.setSerializerCompiler(() => (reply) => JSON.stringify(reply))
}
