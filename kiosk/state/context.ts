import { createContext } from 'svelte'
import type { VisitSession } from './visit-session.svelte.ts'

/** The session of the citizen in front of the screen, made in `App.svelte`. */
export const [getVisitSession, setVisitSession] = createContext<VisitSession>()
