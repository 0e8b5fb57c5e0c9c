import { untrack } from 'svelte'
import type { Failure, Reply } from './client.ts'

/** What a page knows of what it asked for. */
export type Loaded<T> = { readonly kind: 'loading' } | Failure | { readonly kind: 'ready'; readonly value: T }

/**
 * The newest answer of the server to one question. It is asked for whenever the key changes, compared by value; a null key
 * asks nothing. A component makes it while it is set up, and it ends with that component. An answer that was overtaken by
 * a later question is dropped.
 */
export class Resource<K, T> {
  state = $state.raw<Loaded<T>>({ kind: 'loading' })
  /** The answer; null while there is none. */
  readonly value = $derived(this.state.kind === 'ready' ? this.state.value : null)
  /** Why there is no answer; null while it is awaited or there. */
  readonly failure = $derived(this.state.kind === 'failed' ? this.state : null)
  /** A question is on its way, whatever is shown meanwhile. */
  isAsking = $state(false)
  readonly #key: () => K | null
  readonly #ask: (key: K) => Promise<Reply<T>>
  #calls = 0

  /** `whenChanged`: whether the last answer stays while the one for another key is awaited. */
  constructor(key: () => K | null, ask: (key: K) => Promise<Reply<T>>, whenChanged: 'forget' | 'keep' = 'forget') {
    this.#key = key
    this.#ask = ask
    const written = $derived(JSON.stringify(key()))
    $effect(() => {
      void [written]
      // Without a key nothing is asked, and what was answered to another key is no answer to that.
      const isKept = whenChanged === 'keep' && untrack(key) !== null
      void (isKept ? this.reload() : this.retry())
      return () => (this.#calls += 1)
    })
  }

  /** Forgets what is shown and asks. */
  async retry(): Promise<void> {
    this.state = { kind: 'loading' }
    await this.reload()
  }

  /** Asks again while what is shown stays; a failure does not take away an answer that was there. */
  async reload(): Promise<void> {
    this.#calls += 1
    const call = this.#calls
    // Untracked, because only the key decides when an effect asks again, not all that the question reads.
    const pending = untrack(() => {
      const key = this.#key()
      return key === null ? null : this.#ask(key)
    })
    this.isAsking = pending !== null
    const reply = await pending
    if (call !== this.#calls) return
    this.isAsking = false
    if (reply === null) return
    if (reply.kind === 'ok') this.set(reply.value)
    else if (this.state.kind !== 'ready') this.state = reply
  }

  /** Takes an answer that came with another call. */
  set(value: T): void {
    this.#calls += 1
    this.isAsking = false
    this.state = { kind: 'ready', value }
  }
}
