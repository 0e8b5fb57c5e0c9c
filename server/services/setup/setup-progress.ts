import type { SetupAnswer } from '#contract/setup'
import { SetupProgress, setupSteps } from '#contract/setup'

const start: SetupProgress = { state: 'new', step: 1 }

/** Where the set-up stands by what is stored; nothing is stored before it has begun. */
export function progressFrom(stored: string | null): SetupProgress {
  return stored === null ? start : SetupProgress.parse(JSON.parse(stored))
}

/** Where it stands after an answer: at the question behind it, unless it had got further or was finished before. */
export function progressAfter(before: SetupProgress, answer: SetupAnswer): SetupProgress {
  if (answer.step === 'progress') return before.state === 'done' ? before : { state: answer.state, step: answer.at }
  if (before.state === 'done') return before
  const next = setupSteps.indexOf(answer.step) + 2
  if (next > setupSteps.length) return { state: 'done', step: setupSteps.length }
  return { state: 'begun', step: Math.max(before.step, next) }
}
