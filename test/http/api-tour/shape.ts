import type { ApiExample } from '#contract/shipped'

/** What of an example does not change with the figures and the days in it. */
export function shapeOfExample({ request, reply, ...rest }: ApiExample): unknown {
  return {
    ...rest,
    request: { url: request.url.replaceAll(/\d+/g, '0'), body: shapeOf(request.body) },
    reply: { status: reply.status, body: shapeOf(reply.body) },
  }
}

/** Every key with the kind of its value; of a list each kind of entry once; of a text with lines the first, its columns. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((child) => JSON.stringify(shapeOf(child))))].sort()
  if (value === null) return 'null'
  if (typeof value === 'string') return value.includes('\n') ? value.slice(0, value.indexOf('\n')) : 'text'
  if (typeof value !== 'object') return typeof value
  const entries = Object.entries(value).map(([key, child]) => [key, shapeOf(child)] as const)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}
