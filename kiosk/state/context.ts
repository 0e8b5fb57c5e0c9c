import { createContext } from 'svelte'
import type { Passage } from './visit-session.svelte.ts'

/** The passage of the citizen in front of the screen, made in `App.svelte`. */
export const [getPassage, setPassage] = createContext<Passage>()
