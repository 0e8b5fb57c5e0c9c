import type { Session, SignIn } from '#contract/people/session'
import { changePassword, openLink, readSession, signIn, signOut } from './session-api.ts'
import { forgetDrafts } from './draft-storage.ts'
import type { Client, Failure } from './client.ts'

export type SessionView =
  | { readonly kind: 'loading' }
  | Failure
  | { readonly kind: 'signed-out'; readonly expired: boolean }
  | { readonly kind: 'signed-in'; readonly session: Session }

/** Who sits at this browser. The address never changes with it, so after signing in one is where one wanted to be. */
export class SessionState {
  view = $state.raw<SessionView>({ kind: 'loading' })
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  async load(): Promise<void> {
    this.view = { kind: 'loading' }
    await this.refresh()
  }

  /** Asks again who is signed in and what day it is; only a 401 takes away what is shown. */
  async refresh(): Promise<void> {
    const reply = await readSession(this.#client)
    if (reply.kind === 'ok') this.view = { kind: 'signed-in', session: reply.value }
    else if (reply.status === 401) this.expire()
    else if (this.view.kind !== 'signed-in') this.view = reply
  }

  /** @returns why it was refused, `code_required` where a second factor is asked for, or null. */
  async signIn(request: SignIn): Promise<Failure | null> {
    const reply = await signIn(this.#client, request)
    if (reply.kind === 'failed') return reply
    await this.load()
    // The name and the password were right, but the browser did not bring the cookie back.
    if (this.view.kind === 'signed-out') return cookieLost
    return null
  }

  /** @returns why it was refused, or null. */
  async changePassword(current: string | undefined, next: string): Promise<Failure | null> {
    const reply = await changePassword(this.#client, current, next)
    await this.refresh()
    return reply.kind === 'failed' ? reply : null
  }

  /** Opens a reading link. @returns why it was refused, or null. */
  async openLink(token: string): Promise<Failure | null> {
    const reply = await openLink(this.#client, token)
    if (reply.kind === 'failed') return reply
    await this.load()
    return null
  }

  /** @returns why one is still signed in; null when one is not */
  async signOut(): Promise<Failure | null> {
    const reply = await signOut(this.#client)
    if (reply.kind === 'failed' && reply.status !== 401) return reply
    if (this.view.kind === 'signed-in') forgetDrafts(this.view.session.username)
    this.view = { kind: 'signed-out', expired: false }
    return null
  }

  /** The server no longer knows the session; several calls may find out at once. */
  expire(): void {
    if (this.view.kind === 'signed-out') return
    this.view = { kind: 'signed-out', expired: this.view.kind === 'signed-in' }
  }
}

const cookieLost: Failure = { kind: 'failed', status: 0, code: 'cookie_lost', message: '', issues: [] }
