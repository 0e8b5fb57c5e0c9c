import { civilTimeOn } from '#core/time/civil-time'
import type { QueryExecutorProvider } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import { uuidBytes } from '../ledger/keys.ts'
import { nextId } from '../engine/next-id.ts'
import type { NewResponse } from './response-writer.ts'

/** How a response with other content under a known id came in. */
export interface QuarantineEntry {
  /** null when it came in a file. */
  readonly deviceId: number | null
  readonly actor: Actor
  /** Civil date. */
  readonly day: string
}

/** Sets a response aside and says so in the audit; the same one again, as when a file is read twice, leaves no second copy. */
export async function quarantine(
  trx: QueryExecutorProvider,
  { unitId, record, comment }: NewResponse,
  { deviceId, actor, day }: QuarantineEntry,
): Promise<void> {
  const id = uuidBytes(record.id)
  const content = JSON.stringify({ ...record, comment })
  const known = await sql`select id from quarantine
    where unit_id = ${unitId} and response_id = ${id} and record = ${content} limit 1`.execute(trx)
  if (known.rows.length > 0) return
  await sql`insert into quarantine (id, unit_id, response_id, device_id, day, record)
    values (${await nextId(trx, 'quarantine')}, ${unitId}, ${id}, ${deviceId}, ${day}, ${content})`.execute(trx)
  const at = civilTimeOn(day)
  await audit(trx, { actor, at }, { action: 'response.conflict', subject: record.id, unitId })
}
