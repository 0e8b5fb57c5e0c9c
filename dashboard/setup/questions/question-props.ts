import type { Snippet } from 'svelte'
import type { Setup, SetupAnswer } from '#contract/setup'
import type { Failure } from '../../app/client.ts'

/** What every question of the set-up is given. */
export interface QuestionProps {
  readonly setup: Setup
  /** Why the last answer was refused. */
  readonly failure: Failure | null
  readonly onanswer: (answer: SetupAnswer) => void
  /** What ends the form: what was refused, and the buttons. */
  readonly actions: Snippet
}
