import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorReply } from '#contract/errors'
import type { ErrorCode } from '#core/words/failures'
import { definedOnly } from '#core/text/defined-only'
import { failureMessages } from '#core/words/failures'
import { ApiError, statuses } from './errors.ts'

/** What the store's errors mean to a client. */
export interface StoreErrors {
  /** @returns null for what no client can act on */
  nameOf(error: unknown): ErrorCode | null
  /** Whether no code of ours found it first: told to the client by its name, but it may be a bug. */
  isUnforeseen(error: unknown): boolean
}

const frameworkCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_request',
}

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid_request',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media_type',
}

/** Whoever is refused for being one too many is always told when to come back. */
const USUAL_WAIT_MS = 30_000

/** The one place where an error becomes a reply; what is not in the catalogue is a bug, is logged once and told as such. */
export function handleFailures(app: FastifyInstance, { nameOf, isUnforeseen }: StoreErrors): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOf(error) ?? nameOf(error) ?? byStatus[error.statusCode ?? 500] ?? 'internal'
    if (code === 'internal')
      request.log.error({ route: request.routeOptions.url, error: safe(error) }, 'unexpected error')
    else if (isUnforeseen(error))
      request.log.warn({ route: request.routeOptions.url, error: safe(error) }, 'unforeseen error')
    const retryAfterMs = error instanceof ApiError ? error.retryAfterMs : null
    if (retryAfterMs !== null || statuses[code] === 429)
      void reply.header('retry-after', String(Math.ceil((retryAfterMs ?? USUAL_WAIT_MS) / 1000)))
    return reply.status(statuses[code]).send(replyOf(code, error))
  })
  app.setNotFoundHandler((_request, reply) => reply.status(404).send(replyOf('not_found', null)))
}

/** An address that cannot be decoded never reaches a route, nor the handler above. */
export function refuseBadAddress(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  void reply.status(400).send(replyOf('invalid_request', null))
}

const codeOf = (error: FastifyError): ErrorCode | null => {
  if (error instanceof ApiError) return error.code
  if (error instanceof SyntaxError && error.statusCode === 400) return 'malformed_json'
  return frameworkCodes[error.code] ?? null
}

/** The body of a reply that is not a success; the issues are those of an `ApiError`. */
export function replyOf(code: ErrorCode, error: unknown): ErrorReply {
  const issues = error instanceof ApiError ? error.issues : []
  return definedOnly({ code, message: failureMessages[code], issues: issues.length > 0 ? [...issues] : undefined })
}

/** Name, message and place of a bug; never a request's content. */
const safe = (error: Error): { name: string; message: string; stack: string } => ({
  name: error.name,
  message: error.message,
  stack: error.stack ?? '',
})
