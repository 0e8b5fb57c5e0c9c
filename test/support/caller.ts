import { isDeepStrictEqual } from 'node:util'
import type { HTTPMethods, InjectOptions } from 'fastify'
import { z } from 'zod'
import { ErrorReply } from '#contract/errors'
import type { App } from '../../server/http/framework/routes.ts'
import { statuses } from '../../server/http/framework/errors.ts'

export interface Reply {
  readonly status: number
  /** Parsed JSON; null for an empty body, the text itself where it is not JSON. */
  readonly body: any // eslint-disable-line @typescript-eslint/no-explicit-any
  readonly text: string
  /** The body as it was sent. */
  readonly bytes: Buffer
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
}

type More = Pick<InjectOptions, 'headers' | 'remoteAddress'>

/** Somebody who calls the office, always with the same headers. */
export interface Caller {
  call(method: HTTPMethods, url: string, options?: InjectOptions): Promise<Reply>
  get(url: string, more?: More): Promise<Reply>
  post(url: string, body: unknown, more?: More): Promise<Reply>
  put(url: string, body: unknown, more?: More): Promise<Reply>
  patch(url: string, body: unknown, more?: More): Promise<Reply>
  delete(url: string, more?: More): Promise<Reply>
}

/** Made once, because zod compiles each schema at its first use. */
const StrictErrorReply = z.strictObject(ErrorReply.shape)

/** What replies were found not to be as their route declares. */
export type BadReplies = string[]

/** Holds every reply that is written as JSON against the schema of its route: the server itself does not. */
export function checkReplies(app: App): BadReplies {
  const bad: BadReplies = []
  app.addHook('preSerialization', async (request, reply, payload) => {
    const declared: unknown = Reflect.get(request.routeOptions.schema?.response ?? {}, reply.statusCode)
    const schema = reply.statusCode >= 400 ? StrictErrorReply : declared
    const sent: unknown = JSON.parse(JSON.stringify(payload))
    const place = `${request.method} ${request.url} ${reply.statusCode}`
    if (!(schema instanceof z.ZodType)) bad.push(`${place}: no schema`)
    else {
      const parsed = schema.safeParse(sent)
      if (!parsed.success) bad.push(`${place}: ${z.prettifyError(parsed.error)}`)
      else if (!isDeepStrictEqual(parsed.data, sent)) bad.push(`${place}: more than its schema says`)
    }
    return payload
  })
  return bad
}

/** Calls without a network, through every hook of the application. */
export function callerOf(app: App, headers: Readonly<Record<string, string>>, bad: BadReplies): Caller {
  const call: Caller['call'] = async (method, url, options = {}) => {
    const response = await app.inject({
      ...options,
      method,
      url,
      headers: { ...headers, ...options.headers },
    } as InjectOptions)
    if (bad.length > 0) throw new Error(bad.splice(0).join('\n'))
    const text = response.body
    const isJson = String(response.headers['content-type'] ?? '').includes('json')
    const body = text === '' ? null : isJson ? JSON.parse(text) : text
    if (response.statusCode >= 400) checkError(response.statusCode, body)
    return { status: response.statusCode, body, text, bytes: response.rawPayload, headers: response.headers }
  }
  const send =
    (method: HTTPMethods) =>
    (url: string, body: unknown, more: More = {}): Promise<Reply> =>
      call(method, url, { ...more, payload: body as object })
  return {
    call,
    get: (url, more) => call('GET', url, more),
    delete: (url, more) => call('DELETE', url, more),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
  }
}

/** Every error is one of the catalogue, with its status, and shows nothing of the inside. */
function checkError(status: number, body: unknown): void {
  const { code } = StrictErrorReply.parse(body)
  const known = Object.entries(statuses).find(([name]) => name === code)
  if (known?.[1] !== status) throw new Error(`${status} ${code} is not in the catalogue`)
  if (/\bat \S+ \(|node_modules|SQLITE|\.ts:/.test(JSON.stringify(body))) throw new Error('an error shows the inside')
}
