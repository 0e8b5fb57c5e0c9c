import type { Attribution } from '#core/ledger/actor'
import { actorText } from '#core/ledger/actor'
import type { Database } from '../engine/database.ts'
import { nextId } from '../engine/next-id.ts'
import type { AuditedAction } from '../ledger/audit.ts'
import { audit } from '../ledger/audit.ts'

/** A file that was made of an edition; a larger id was made later. */
export interface MadeFile {
  readonly id: number
  readonly editionId: number
  /** JSON of what it says that is not in its edition. */
  readonly says: string
}

/** What is put down before anything of a file leaves the office. */
export interface NewFileOf {
  readonly editionId: number
  readonly says: string
  readonly entry: AuditedAction
}

export type MadeFiles = ReturnType<typeof createMadeFiles>

export function createMadeFiles({ file, reads, transaction }: Database) {
  const all = () => reads.selectFrom('superior_file').select(['id', 'edition_id as editionId', 'says'])
  return {
    databaseFile: file,
    /** In the order in which they were first made. */
    all: (): Promise<MadeFile[]> => all().orderBy('id').execute(),
    /** Audits that a file leaves the office, and keeps that it was made. @returns what was kept when it was first made */
    make: ({ editionId, says, entry }: NewFileOf, by: Attribution): Promise<MadeFile> =>
      transaction(async (trx) => {
        await audit(trx, by, entry)
        const made = trx.selectFrom('superior_file').select(['id', 'edition_id as editionId', 'says'])
        const known = await made.where('edition_id', '=', editionId).executeTakeFirst()
        if (known !== undefined) return known
        const id = await nextId(trx, 'superior_file')
        const kept = { id, edition_id: editionId, made_at: by.at, made_by: actorText(by.actor), says }
        await trx.insertInto('superior_file').values(kept).execute()
        return { id, editionId, says }
      }),
    audit: (by: Attribution, entry: AuditedAction): Promise<void> => transaction((trx) => audit(trx, by, entry)),
  }
}
