import type { Kysely } from 'kysely'
import type { Questionnaire } from '#core/questions/questionnaire'
import { questionnaireReference } from '#core/questions/questionnaire'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import type { Tables } from '../engine/tables.ts'

/** What figures need to know of a version: which others it may be summed with. */
export interface QuestionnaireRow {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly reference: string
  readonly comparable: string
  readonly body: string
  /** No longer asked; taps made before stay valid, and its answers stay. */
  readonly retired: boolean
}

/** All versions, oldest first. */
export async function allQuestionnaires(db: Kysely<Tables>): Promise<QuestionnaireRow[]> {
  const rows = await db
    .selectFrom('questionnaire as q')
    .leftJoin('questionnaire_retired as r', 'r.questionnaire_id', 'q.id')
    .select(['q.id', 'q.code', 'q.version', 'q.comparable', 'q.body', 'r.since'])
    .orderBy('q.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    version: row.version,
    reference: questionnaireReference(row),
    comparable: row.comparable,
    body: row.body,
    retired: row.since !== null,
  }))
}

/** Inside a transaction: adds an immutable version. @returns its id */
export async function createQuestionnaire(trx: Kysely<Tables>, questionnaire: Questionnaire): Promise<number> {
  const { code, version, comparable } = questionnaire
  const body = JSON.stringify(questionnaire)
  const created = await trx
    .insertInto('questionnaire')
    .values({ id: await nextId(trx, 'questionnaire'), code, version, comparable, body })
    .returning('id')
    .executeTakeFirstOrThrow()
  return created.id
}

/** Inside a transaction: takes a version out of use, or back into it. */
async function setRetired(trx: Kysely<Tables>, id: number, since: string | null): Promise<void> {
  await trx.deleteFrom('questionnaire_retired').where('questionnaire_id', '=', id).execute()
  if (since !== null) await trx.insertInto('questionnaire_retired').values({ questionnaire_id: id, since }).execute()
}

/** Versions are added and retired; every change is audited in the same transaction. */
export type Questionnaires = ReturnType<typeof createQuestionnaires>

export function createQuestionnaires({ reads, transaction }: Database) {
  return {
    /** Retired ones too, oldest first. */
    all: () => allQuestionnaires(reads),
    create: (questionnaire: Questionnaire, by: Attribution) =>
      transaction(async (trx) => {
        await createQuestionnaire(trx, questionnaire)
        const subject = questionnaireReference(questionnaire)
        await audit(trx, by, { action: 'questionnaire.create', subject })
      }),
    retire: ({ id, reference }: QuestionnaireRow, retired: boolean, by: Attribution) =>
      transaction(async (trx) => {
        await setRetired(trx, id, retired ? by.at : null)
        const detail = { retired }
        await audit(trx, by, { action: 'questionnaire.change', subject: reference, detail })
      }),
  }
}
