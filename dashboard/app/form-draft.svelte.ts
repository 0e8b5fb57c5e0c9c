import { useApp } from './context.ts'
import { draftedFormAfter, readDraft, writeDraft } from './draft-storage.ts'
import type { AppContext } from './context.ts'

/** What a form holds, as it can be written down and put back. */
export interface FormWords<T> {
  readonly read: () => T
  readonly write: (typed: T) => void
}

const parsed: <T>(text: string) => T = JSON.parse

const usernameOf = ({ session }: AppContext): string =>
  session.view.kind === 'signed-in' ? session.view.session.username : ''

/**
 * The form after `beginning` in whose fields something is still typed, so that it is opened again; null where there is none.
 * To be called while a component is set up.
 */
export const draftedForm = (beginning: string): string | null => draftedFormAfter(usernameOf(useApp()), beginning)

/**
 * Keeps what is typed in one form for the account that typed it, until it is stored or given up. A form makes it while it
 * is set up, once its fields have their first values, and finds there what was typed before. Never for passwords and codes.
 */
export class FormDraft<T> {
  /** What was typed before stands in the form again. */
  isRestored = $state(false)
  readonly #username: string
  readonly #form: string
  readonly #words: FormWords<T>
  readonly #start: string
  /** What the form holds while nothing in it is worth keeping. */
  #idle: string

  constructor(form: string, words: FormWords<T>) {
    this.#username = usernameOf(useApp())
    this.#form = form
    this.#words = words
    this.#start = JSON.stringify(words.read())
    this.#idle = this.#start
    this.#restore()
    $effect(() => this.#keep(JSON.stringify(words.read())))
  }

  /** What is typed was stored, or is given up. */
  forget(): void {
    this.#idle = JSON.stringify(this.#words.read())
    this.isRestored = false
    this.#keep(this.#idle)
  }

  /** Puts the form back to how it began. */
  startAgain(): void {
    this.#words.write(parsed<T>(this.#start))
    this.forget()
  }

  #restore(): void {
    const kept = readDraft(this.#username, this.#form)
    if (kept === null) return
    // What the form is about was changed meanwhile: the words were typed over something else.
    if (kept.start !== this.#start) return writeDraft(this.#username, this.#form, null)
    this.#words.write(parsed<T>(kept.typed))
    this.isRestored = true
  }

  #keep(typed: string): void {
    const draft = typed === this.#idle ? null : { start: this.#start, typed }
    writeDraft(this.#username, this.#form, draft)
  }
}
