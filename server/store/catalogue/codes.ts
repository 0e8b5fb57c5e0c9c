import { sql } from 'kysely'
import type { Questionnaire } from '#core/questions/questionnaire'
import type { PrepareStatement, Statement } from '../engine/database.ts'

/** What a code stands for, read inside the writing transaction. */
export interface Codes {
  area(code: string): Promise<number | null>
  procedure(code: string): Promise<number | null>
  questionnaire(reference: string): Promise<KnownQuestionnaire | null>
}

export interface KnownQuestionnaire {
  readonly id: number
  readonly reference: string
  readonly shape: Questionnaire
}

interface OfCode {
  readonly code: string
}

interface IdRow {
  readonly id: number
}

/** Turns the stored text of a questionnaire into its shape; given by the contract, which owns the schema. */
export type ParseQuestionnaire = (body: string) => Questionnaire

/**
 * Looks codes up once per transaction: the returned function makes a fresh set for each, so nothing stale is ever used.
 * Retired codes stay known: taps made before are still on their way.
 */
export function createCodes(statement: PrepareStatement, parse: ParseQuestionnaire): () => Codes {
  const area = statement<OfCode, IdRow>((p) => sql`select id from area where code = ${p('code')}`)
  const procedure = statement<OfCode, IdRow>((p) => sql`select id from procedure where code = ${p('code')}`)
  const questionnaire = statement<OfCode & { readonly version: number }, IdRow & { readonly body: string }>(
    (p) => sql`select id, body from questionnaire where code = ${p('code')} and version = ${p('version')}`,
  )
  // The body of an id never changes (a trigger forbids it), so only the parsed form is kept from one transaction to the next.
  const shapes = new Map<number, Questionnaire>()

  const loadQuestionnaire = async (reference: string): Promise<KnownQuestionnaire | null> => {
    const [code = '', version] = reference.split('@')
    const row = await questionnaire.first({ code, version: Number(version) })
    if (!row) return null
    const shape = shapes.get(row.id) ?? parse(row.body)
    shapes.set(row.id, shape)
    return { id: row.id, reference, shape }
  }

  return () => ({
    area: once(idBy(area)),
    procedure: once(idBy(procedure)),
    questionnaire: once(loadQuestionnaire),
  })
}

const idBy =
  (statement: Statement<OfCode, IdRow>) =>
  async (code: string): Promise<number | null> =>
    (await statement.first({ code }))?.id ?? null

function once<T>(load: (code: string) => Promise<T>): (code: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (code) => {
    const found = known.get(code) ?? load(code)
    known.set(code, found)
    return found
  }
}
