import { createContext } from 'svelte'
import type { Client } from './client.ts'
import type { Router } from './router.svelte.ts'
import type { SessionState } from './session.svelte.ts'

/** What every page may use; made once in `App.svelte`. */
export interface AppContext {
  readonly client: Client
  readonly router: Router
  readonly session: SessionState
}

export const [useApp, provideApp] = createContext<AppContext>()
