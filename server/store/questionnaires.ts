import type { Kysely } from 'kysely'
import type { Questionnaire } from '#core/questionnaire'
import { questionnaireReference } from '#core/questionnaire'
import { nextId } from './portable.ts'
import type { Tables } from './tables.ts'

/** What figures need to know of a version: which others it may be summed with. */
export interface QuestionnaireRow {
  readonly id: number
  readonly reference: string
  readonly comparable: string
  readonly body: string
}

/** All versions, oldest first. */
export async function allQuestionnaires(db: Kysely<Tables>): Promise<QuestionnaireRow[]> {
  const rows = await db.selectFrom('questionnaire').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    reference: questionnaireReference(row),
    comparable: row.comparable,
    body: row.body,
  }))
}

/** Inside a transaction: adds an immutable version. @returns its id */
export async function createQuestionnaire(trx: Kysely<Tables>, questionnaire: Questionnaire): Promise<number> {
  const { code, version, comparable } = questionnaire
  const body = JSON.stringify(questionnaire)
  const created = await trx
    .insertInto('questionnaire')
    .values({ id: nextId('questionnaire'), code, version, comparable, body })
    .returning('id')
    .executeTakeFirstOrThrow()
  return created.id
}
