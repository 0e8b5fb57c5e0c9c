import { definedOnly } from '#core/text/defined-only'
import type { Heartbeat, HeartbeatReply, PairReply } from '#contract/devices'
import type { KioskSetup } from '#contract/kiosk-setup'
import type { ReceiptReply, SubmittedResponse } from '#contract/responses'
import { readJson } from './read-json.ts'
import { answersOnly, isErrorReply, isHeartbeatReply, isKioskSetup, isPairReply, isReceiptReply } from './replies.ts'

/** Longest a request may take before the network counts as gone, in milliseconds. */
const PATIENCE_MS = 20_000
/** After a refusal the server is asked once more before it is believed; how long after, in milliseconds. */
const ASK_AGAIN_MS = 1_500

/** The server takes no more ids of earlier identities than this. */
const MOST_IDENTITIES = 100

/** Why there is no answer: status 0 is no network, or something in between that is not the server. */
export interface FailedCall {
  readonly kind: 'failed'
  readonly status: number
}
/** `unchanged`: what the caller has is still the newest. */
export type ServerReply<T> =
  { readonly kind: 'ok'; readonly body: T; readonly etag: string | null } | { readonly kind: 'unchanged' } | FailedCall

export interface Server {
  pair(code: string): Promise<ServerReply<PairReply>>
  /**
   * The setup, unless it is still the one that `etag` names.
   * @param copiesOf device identities whose copies lie here: the setup brings their keys
   */
  setup(
    token: string,
    known: { readonly etag: string | null; readonly copiesOf: readonly string[] },
  ): Promise<ServerReply<KioskSetup>>
  send(token: string, responses: readonly SubmittedResponse[]): Promise<ServerReply<ReceiptReply>>
  heartbeat(token: string, beat: Heartbeat): Promise<ServerReply<HeartbeatReply>>
}

interface Call<T> {
  readonly path: string
  readonly token?: string
  readonly etag?: string | null
  readonly body?: object
  readonly isReply: (value: unknown) => value is T
}

/** The server this page came from, as the kiosk sees it. Nothing is thrown: a gone network is an outcome. */
export function createServer(): Server {
  return {
    pair: (code) => call({ path: '/api/devices/pair', body: { code }, isReply: isPairReply }),
    setup: (token, { etag, copiesOf }) => {
      const query = copiesOf.length === 0 ? '' : `?copiesOf=${copiesOf.slice(-MOST_IDENTITIES).join()}`
      return callAsDevice({ path: `/api/kiosk/setup${query}`, token, etag, isReply: isKioskSetup })
    },
    send: (token, responses) => {
      const ids = responses.map(({ id }) => id)
      const isReply = (value: unknown): value is ReceiptReply => isReceiptReply(value) && answersOnly(value, ids)
      return callAsDevice({ path: '/api/responses', token, body: { responses }, isReply })
    },
    heartbeat: (token, body) =>
      callAsDevice({ path: '/api/devices/heartbeat', token, body, isReply: isHeartbeatReply }),
  }
}

/** A 401 puts the kiosk out of order, so it is believed only when the server says it twice. */
async function callAsDevice<T>(question: Call<T>): Promise<ServerReply<T>> {
  const reply = await call(question)
  if (reply.kind !== 'failed' || reply.status !== 401) return reply
  await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
  return call(question)
}

async function call<T>({ path, token, etag, body, isReply }: Call<T>): Promise<ServerReply<T>> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: definedOnly({
        Authorization: token && `Bearer ${token}`,
        'Content-Type': body && 'application/json',
        'If-None-Match': etag ?? undefined,
      }),
      body: body ? JSON.stringify(body) : null,
      // The kiosk keeps its own copies; the browser's would hide a 304 and outlive a pairing.
      cache: 'no-store',
      credentials: 'omit',
      signal: patience.signal,
    })
    if (response.status === 304) return etag ? { kind: 'unchanged' } : { kind: 'failed', status: 0 }
    if (!response.ok) return { kind: 'failed', status: await refusalStatus(response, token === undefined) }
    const reply = await readJson(response)
    return isReply(reply)
      ? { kind: 'ok', body: reply, etag: response.headers.get('etag') }
      : { kind: 'failed', status: 0 }
  } catch {
    return { kind: 'failed', status: 0 }
  } finally {
    clearTimeout(timer)
  }
}

/** What the server says no with; 0 where it is not the server that says so. What is busy or broken is believed anyway. */
async function refusalStatus(response: Response, isPairing: boolean): Promise<number> {
  const { status } = response
  if (status === 429 || status >= 500) return status
  const reply = await readJson(response).catch(() => null)
  const isOurs = isErrorReply(reply) && (isPairing || status !== 401 || reply.code === 'unknown_device')
  return isOurs ? status : 0
}
