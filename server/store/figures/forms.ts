import type { Kysely } from 'kysely'
import type { Questionnaire } from '#core/questions/questionnaire'
import { questionnaireReference } from '#core/questions/questionnaire'
import type { Tables } from '../engine/tables.ts'

/** A version of a questionnaire, read and parsed. */
export interface Form {
  readonly id: number
  readonly reference: string
  /** Only answers of forms with the same key may be added (design §5). */
  readonly comparable: string
  readonly shape: Questionnaire
}

/** All versions of questionnaires, retired ones too: old answers refer to them. */
export interface Forms {
  /** Oldest first. */
  all(): Promise<readonly Form[]>
  /** What a version may be summed with; the versions with these ids are read first where they are not known yet. */
  comparableOf(ids: Iterable<number>): Promise<(id: number) => string>
}

/** A version never changes (a trigger forbids it), so what was parsed once is kept by its id. */
export function createForms(reads: Kysely<Tables>, parse: (body: string) => Questionnaire): Forms {
  const known = new Map<number, Form>()
  const learn = async (ids: Iterable<number>): Promise<void> => {
    const unknown = [...new Set(ids)].filter((id) => !known.has(id))
    if (unknown.length === 0) return
    const rows = await reads
      .selectFrom('questionnaire')
      .select(['id', 'code', 'version', 'comparable', 'body'])
      .where('id', 'in', unknown)
      .execute()
    for (const { id, comparable, body, ...version } of rows)
      known.set(id, { id, reference: questionnaireReference(version), comparable, shape: parse(body) })
  }
  return {
    all: async () => {
      const ids = (await reads.selectFrom('questionnaire').select('id').orderBy('id').execute()).map(({ id }) => id)
      await learn(ids)
      return ids.flatMap((id) => known.get(id) ?? [])
    },
    comparableOf: async (ids) => {
      await learn(ids)
      return (id) => known.get(id)?.comparable ?? ''
    },
  }
}
