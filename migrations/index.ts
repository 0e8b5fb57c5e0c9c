import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { facts } from './0001-facts.ts'
import { figures } from './0002-figures.ts'
import { people } from './0003-people.ts'

/** One numbered step; it runs inside the transaction that runs them all. */
export interface Migration {
  readonly name: string
  up(db: QueryExecutorProvider, engine: Engine): Promise<void>
}

/** In order; a name is never changed and a step never edited once it has been in a release. */
export const migrations: readonly Migration[] = [
  { name: '0001-facts', up: facts },
  { name: '0002-figures', up: figures },
  { name: '0003-people', up: people },
]
