import type { Failure, Reply } from './client.ts'

/** What a page knows of what it asked for. */
export type Loaded<T> = { readonly kind: 'loading' } | Failure | { readonly kind: 'ready'; readonly value: T }

/** Holds the newest answer of a question that may be asked again; an answer that was overtaken is dropped. */
export class Loader<T> {
  state = $state.raw<Loaded<T>>({ kind: 'loading' })
  #asked = 0

  /** Forgets what is shown and asks. */
  async load(ask: () => Promise<Reply<T>>): Promise<void> {
    this.state = { kind: 'loading' }
    await this.refresh(ask)
  }

  /** Asks while what is shown stays; a failure does not take away what was there. */
  async refresh(ask: () => Promise<Reply<T>>): Promise<void> {
    this.#asked += 1
    const mine = this.#asked
    const reply = await ask()
    if (mine !== this.#asked) return
    if (reply.kind === 'ok') this.state = { kind: 'ready', value: reply.value }
    else if (this.state.kind !== 'ready') this.state = reply
  }
}
