import type { CompiledQuery, QueryExecutorProvider, RawBuilder } from 'kysely'
import { sql } from 'kysely'

/** Stands for a named parameter in the text of a statement. */
export type Parameter<Params> = <Name extends keyof Params>(name: Name) => RawBuilder<Params[Name]>

/** A query of Kysely's builder or of its `sql`, to be compiled for one engine. */
export interface Compilable {
  compile(engine: QueryExecutorProvider): CompiledQuery
}

/** The text of a statement for one engine, and the values of its places in their order. */
export interface CompiledStatement<Params> {
  readonly sql: string
  values(params: Params): unknown[]
}

/**
 * Compiles a statement once. Which parameter belongs to which place is settled here, so the text keeps the engine's own
 * numbered places and a parameter may stand in several.
 */
export function compileStatement<Params>(
  engine: QueryExecutorProvider,
  build: (parameter: Parameter<Params>) => Compilable,
): CompiledStatement<Params> {
  const readers = new Map<unknown, (params: Params) => unknown>()
  const compiled = build((name) => {
    const place = Symbol(String(name))
    readers.set(place, (params) => params[name])
    return sql`${place}`
  }).compile(engine)
  const places = compiled.parameters.map((value) => readers.get(value) ?? (() => value))
  return { sql: compiled.sql, values: (params) => places.map((read) => read(params)) }
}
