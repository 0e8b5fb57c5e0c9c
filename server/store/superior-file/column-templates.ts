import type { Attribution } from '#core/ledger/actor'
import type { Database } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import { audit } from '../ledger/audit.ts'

/** How a superior wants the sheet of answers, as it was sent to a unit. */
export interface StoredTemplate {
  readonly id: number
  readonly unitId: number
  readonly name: string
  /** JSON: heads with what fills them. */
  readonly columns: string
}

export type SuperiorTemplateStore = ReturnType<typeof createSuperiorTemplates>

export function createSuperiorTemplates({ reads, transaction }: Database) {
  const all = () =>
    reads
      .selectFrom('superior_template')
      .select(['id', 'unit_id as unitId', 'name', 'columns'])
      .where('retired', '=', 0)
  return {
    /** In the order in which they were kept. */
    of: (unitId: number): Promise<StoredTemplate[]> => all().where('unit_id', '=', unitId).orderBy('id').execute(),
    byId: async (id: number): Promise<StoredTemplate | null> =>
      (await all().where('id', '=', id).executeTakeFirst()) ?? null,
    add: (template: Omit<StoredTemplate, 'id'>, by: Attribution): Promise<StoredTemplate> =>
      transaction(async (trx) => {
        const id = await nextId(trx, 'superior_template')
        const { unitId, name, columns } = template
        await trx.insertInto('superior_template').values({ id, unit_id: unitId, name, columns, retired: 0 }).execute()
        await audit(trx, by, { action: 'export.template_create', subject: String(id), unitId, detail: { name } })
        return { id, ...template }
      }),
    retire: ({ id, unitId, name }: StoredTemplate, by: Attribution): Promise<void> =>
      transaction(async (trx) => {
        await trx.updateTable('superior_template').set({ retired: 1 }).where('id', '=', id).execute()
        await audit(trx, by, { action: 'export.template_retire', subject: String(id), unitId, detail: { name } })
      }),
  }
}
