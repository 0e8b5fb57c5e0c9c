import type { HTTPMethods } from 'fastify'
import type { App } from '../../server/http/framework/routes.ts'

export interface Route {
  readonly method: HTTPMethods
  readonly url: string
}

/** Every route the application answers to, read from its router; HEAD goes with GET. */
export function routesOf(app: App): Route[] {
  const routes: Route[] = []
  const parents: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([│ ├└─]*)(\S*)(?: \(([A-Z, ]+)\))?$/u.exec(line)
    const depth = (match?.[1] ?? '').length / 4
    if (!match || depth < 1) continue
    const url = (parents[depth - 1] ?? '') + (match[2] ?? '')
    parents[depth] = url
    for (const method of (match[3] ?? '').split(', ').filter((name) => name !== '' && name !== 'HEAD'))
      routes.push({ method: method, url })
  }
  return routes
}
