import { definedOnly } from '#core/text/defined-only'
import type { Heartbeat, HeartbeatReply, PairReply } from '#contract/devices'
import type { KioskSetup } from '#contract/kiosk-setup'
import type { ReceiptReply, SubmittedResponse } from '#contract/responses'
import { isErrorReply, isHeartbeatReply, isKioskSetup, isPairReply, isReceiptReply } from './replies.ts'

/** Longest a request may take before the network counts as gone, in milliseconds. */
const PATIENCE_MS = 20_000

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
  /** The setup, unless it is still the one that `etag` names. */
  setup(token: string, etag: string | null): Promise<ServerReply<KioskSetup>>
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
    setup: (token, etag) => call({ path: '/api/kiosk/setup', token, etag, isReply: isKioskSetup }),
    send: (token, responses) => call({ path: '/api/responses', token, body: { responses }, isReply: isReceiptReply }),
    heartbeat: (token, body) => call({ path: '/api/devices/heartbeat', token, body, isReply: isHeartbeatReply }),
  }
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
    return await read(response, isReply)
  } catch {
    return { kind: 'failed', status: 0 }
  } finally {
    clearTimeout(timer)
  }
}

async function read<T>(response: Response, isReply: (value: unknown) => value is T): Promise<ServerReply<T>> {
  if (response.status === 304) return { kind: 'unchanged' }
  // A 401 puts the kiosk out of order, so it has to be the server's own and not that of something in between.
  if (!response.ok && response.status !== 401) return { kind: 'failed', status: response.status }
  const body: unknown = await response.json()
  if (!response.ok) return { kind: 'failed', status: isErrorReply(body) ? response.status : 0 }
  return isReply(body) ? { kind: 'ok', body, etag: response.headers.get('etag') } : { kind: 'failed', status: 0 }
}
