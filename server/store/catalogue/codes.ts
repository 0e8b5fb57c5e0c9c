import { sql } from 'kysely'
import type { Questionnaire } from '#core/questions/questionnaire'
import type { Database, Prepared } from '../engine/database.ts'

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

/** Turns the stored text of a questionnaire into its shape; given by the contract, which owns the schema. */
export type ParseQuestionnaire = (body: string) => Questionnaire

/**
 * Looks codes up once per transaction: the returned function makes a fresh set for each, so nothing stale is ever used.
 * Retired codes stay known: taps made before are still on their way.
 */
export function createCodes(database: Database, parse: ParseQuestionnaire): () => Codes {
  const slot = null
  const { db, prepareWrite } = database
  const area = prepareWrite(sql<{ id: number }>`select id from area where code = ${slot}`.compile(db))
  const procedure = prepareWrite(sql<{ id: number }>`select id from procedure where code = ${slot}`.compile(db))
  const questionnaire = prepareWrite(
    sql<{ id: number; body: string }>`select id, body from questionnaire
      where code = ${slot} and version = ${slot}`.compile(db),
  )
  // The body of an id never changes (a trigger forbids it), so only the parsed form is kept from one transaction to the next.
  const shapes = new Map<number, Questionnaire>()

  const loadQuestionnaire = async (reference: string): Promise<KnownQuestionnaire | null> => {
    const [code, version] = reference.split('@')
    const row = await questionnaire.first(code, Number(version))
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
  (statement: Prepared<{ id: number }>) =>
  async (code: string): Promise<number | null> =>
    (await statement.first(code))?.id ?? null

function once<T>(load: (code: string) => Promise<T>): (code: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (code) => {
    const found = known.get(code) ?? load(code)
    known.set(code, found)
    return found
  }
}
