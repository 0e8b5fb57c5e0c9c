import type { FastifyRequest } from 'fastify'

/**
 * A link into the dashboard. What stands behind the `#` is never sent to a server, so it gets into no log on the way.
 *
 * @param fragment such as `mat-khau=TOKEN`
 */
export function pageLink(request: FastifyRequest, publicUrl: string | null, fragment: string): string {
  const base = publicUrl ?? `${request.protocol}://${request.headers.host ?? ''}`
  return `${base}/dashboard/#${fragment}`
}
