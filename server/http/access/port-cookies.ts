import type { FastifyRequest } from 'fastify'

/**
 * The same cookie under a name of this port: a browser keeps one jar for all ports of a host, so a second server there
 * would sign its users out of the first.
 */
export function ofPort(name: string, request: FastifyRequest): string {
  const port = /:(\d+)$/.exec(request.headers.host ?? '')?.[1] ?? 'usual'
  return `${name}_${port}`
}

/** The cookie of this port, or that of the host from before ports had their own. */
export const cookieOf = (request: FastifyRequest, name: string): string | undefined =>
  request.cookies[ofPort(name, request)] ?? request.cookies[name]
