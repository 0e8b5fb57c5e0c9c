import { civilDate } from '#core/time/civil-time'
import type { Database } from '../store/engine/database.ts'
import type { AuditCheckpoints } from '../store/ledger/checkpoints/audit-checkpoints.ts'
import type { Ledger } from '../store/ledger/ledger.ts'
import type { Job } from './job.ts'
import { EVERY_QUARTER_OF_AN_HOUR } from './timetable.ts'

export interface CheckpointParts {
  readonly database: Database
  readonly ledger: Ledger
  readonly auditCheckpoints: AuditCheckpoints
}

/** Signs where the ledgers stand: at least this often while records come in (design §4). */
export const ledgerCheckpointJob = ({ database, ledger }: CheckpointParts): Job => ({
  name: 'ledger-checkpoints',
  at: EVERY_QUARTER_OF_AN_HOUR,
  of: 'installation',
  beforeOpening: true,
  run: async (now) => {
    await database.transaction(async () => {
      for (const unitId of await ledger.unsigned()) await ledger.sign(unitId, civilDate(now))
    })
    return 'done'
  },
})

/** Signs where the audit stands. */
export const auditCheckpointJob = ({ auditCheckpoints }: CheckpointParts): Job => ({
  name: 'audit-checkpoints',
  at: EVERY_QUARTER_OF_AN_HOUR,
  of: 'installation',
  beforeOpening: true,
  run: async (now) => {
    await auditCheckpoints.sign(civilDate(now))
    return 'done'
  },
})
