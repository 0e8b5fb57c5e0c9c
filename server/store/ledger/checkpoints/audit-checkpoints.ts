import { AUDIT_CHAIN } from '#core/ledger/audit-entry'
import type { Database } from '../../engine/database.ts'
import type { CheckpointStatement, Keys } from '../keys.ts'
import { linkCheckpoint } from './checkpoint-links.ts'
import { signCheckpoint } from '../keys.ts'
import { referenceText } from './reference-digest.ts'

/** What a checkpoint of the audit signs. */
export const auditStatement = (end: Omit<CheckpointStatement, 'ledgerKey'>): CheckpointStatement => ({
  ledgerKey: AUDIT_CHAIN,
  ...end,
})

/** Signs where the audit stands, so that a tail cut before it shows. */
export interface AuditCheckpoints {
  /** A transaction of its own: signs the last entry unless it is signed already. `day` is the civil date. */
  sign(day: string): Promise<void>
}

export function createAuditCheckpoints({ transaction }: Database, keys: Keys): AuditCheckpoints {
  return {
    sign: (day) =>
      transaction(async (trx) => {
        const last = await trx
          .selectFrom('audit_link')
          .select(['audit_id', 'hash'])
          .orderBy('audit_id', 'desc')
          .limit(1)
          .executeTakeFirst()
        if (!last) return
        const { audit_id: size, hash } = last
        const signed = await trx
          .selectFrom('audit_checkpoint')
          .select('size')
          .orderBy('size', 'desc')
          .limit(1)
          .executeTakeFirst()
        if (signed && signed.size >= size) return
        const signature = signCheckpoint(auditStatement({ size, hash, day }), keys)
        await trx.insertInto('audit_checkpoint').values({ size, hash, day, signature }).execute()
        const link = { chain: AUDIT_CHAIN, size, previous: signed?.size ?? 0, reference: await referenceText(trx) }
        await linkCheckpoint(trx, link, keys)
      }),
  }
}
