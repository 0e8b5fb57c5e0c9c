import type { ErrorReply, Issue } from '#contract/errors'

/**
 * Why a call gave nothing. `status` is the HTTP status, 0 when the server could not be reached; `code` is the server's,
 * or `offline` or `unreadable` when the reply was not one of its own.
 */
export interface Failure {
  readonly kind: 'failed'
  readonly status: number
  readonly code: string
  readonly message: string
  readonly issues: readonly Issue[]
}

/** What a call gives: its value, or why there is none. Calls never throw. */
export type Reply<T> = { readonly kind: 'ok'; readonly value: T } | Failure

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Speaks JSON with the server under the cookie session of this browser. */
export interface Client {
  readonly get: <T>(path: string) => Promise<Reply<T>>
  readonly send: <T>(method: Method, path: string, body?: unknown) => Promise<Reply<T>>
  /** Posts a file as it is. */
  /** A list, CSV or XLSX. */
  readonly sendFile: <T>(path: string, file: File) => Promise<Reply<T>>
}

/**
 * @param onUnauthorized called when a call answers 401: the session has ended. Calls under `/api/session` judge their
 *   401 themselves, because there it may mean a wrong password.
 */
export function createClient(onUnauthorized: () => void): Client {
  async function call<T>(path: string, init: RequestInit): Promise<Reply<T>> {
    const reply = await exchange<T>(path, init)
    if (reply.kind === 'failed' && reply.status === 401 && !/^\/api\/session(\/|$)/.test(path)) onUnauthorized()
    return reply
  }
  return {
    get: (path) => call(path, { method: 'GET' }),
    send: (method, path, body) => call(path, body === undefined ? { method } : { method, ...json(body) }),
    sendFile: (path, file) => call(path, { method: 'POST', headers: { 'content-type': typeOf(file) }, body: file }),
  }
}

/** Some browsers do not know the type of a spreadsheet: its name says it. */
const typeOf = ({ name }: File): string =>
  name.toLowerCase().endsWith('.xlsx')
    ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    : 'text/csv'

/** A path with its query; parameters that are undefined are left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value)
  return `${path}?${parameters.toString()}`
}

function json(body: unknown): RequestInit {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** The server is of the same version as this page: the shapes of its replies are checked where they are made. */
const parsed: <T>(text: string) => T = JSON.parse

async function exchange<T>(path: string, init: RequestInit): Promise<Reply<T>> {
  const response = await fetch(path, { ...init, cache: 'no-store' }).catch(() => null)
  if (response === null) return failure(0, { code: 'offline', message: '' })
  try {
    const text = await response.text()
    if (!response.ok) return failure(response.status, parsed(text))
    // A reply without a body (204) is only ever asked for as unknown.
    return { kind: 'ok', value: parsed(text === '' ? 'null' : text) }
  } catch {
    return failure(response.status, { code: 'unreadable', message: '' })
  }
}

/** A reply that a proxy made has no code of the server: its status is all that can be told. */
function failure(status: number, { code = String(status), message = '', issues = [] }: Partial<ErrorReply>): Failure {
  return { kind: 'failed', status, code, message, issues: Array.isArray(issues) ? issues : [] }
}
