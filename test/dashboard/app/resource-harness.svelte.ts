import { flushSync } from 'svelte'
import { Resource } from '../../../dashboard/app/resource.svelte.ts'
import type { Reply } from '../../../dashboard/app/client.ts'

/** A resource as a component would make it, with a key that a test changes. */
export function watch<K, T>(first: K | null, ask: (key: K) => Promise<Reply<T>>, whenChanged?: 'forget' | 'keep') {
  let key = $state.raw(first)
  let made: Resource<K, T> | null = null
  const stop = $effect.root(() => {
    made = new Resource(() => key, ask, whenChanged)
  })
  flushSync()
  return {
    get resource(): Resource<K, T> {
      return made!
    },
    stop,
    change: (next: K | null) => {
      key = next
      flushSync()
    },
  }
}
